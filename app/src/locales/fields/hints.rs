//! Help at the fields and file slots: what exactly is asked, with an example.

use domain::application::field::{Field, Slot};

use crate::locales::Lang;

/// Help at a field. For a declaration this is what is declared.
pub fn hint(lang: Lang, field: Field) -> &'static str {
    let (zh, en) = match field {
        Field::OrgName => (
            "与营业执照、公章一致的全称。",
            "The full name as on the business licence and the seal.",
        ),
        Field::Uscc => (
            "营业执照上的 18 位代码，例如 91370200MAXT0A1B7P；大小写、空格均可。",
            "The 18 characters on the business licence, such as 91370200MAXT0A1B7P; case and blanks do not matter.",
        ),
        Field::Region => (
            "注册地所在的省、自治区、直辖市、计划单列市或新疆生产建设兵团。在大连、宁波、厦门、青岛、深圳注册的，请选本市，不选所在省。",
            "Where the organisation is registered. If that is Dalian, Ningbo, Xiamen, Qingdao or Shenzhen, choose the city, not its province.",
        ),
        Field::Unit => (
            "本地区的工信主管部门，或一家全国性行业协会；只能选一家。",
            "The authority of your own region, or one national industry association; one only.",
        ),
        Field::Address => (
            "能收到信函的地址，例如：青岛市市南区演示路 1 号。",
            "An address that letters reach, such as 1 Yanshi Road, Shinan District, Qingdao.",
        ),
        Field::Postcode => ("6 位数字。", "Six digits."),
        Field::Nature => ("按出资情况选择。", "By who owns it."),
        Field::LegalRep => ("与营业执照一致。", "As on the business licence."),
        Field::LegalRepPost => {
            ("例如：董事长、总经理。", "Such as chairperson or general manager.")
        }
        Field::LegalRepMobile => ("11 位手机号码。", "A mobile number of 11 digits."),
        Field::LegalRepEmail => (
            "填写后，签署链接也会发到这个邮箱。",
            "If given, the link for signing can go to this address.",
        ),
        Field::ContactPost => ("例如：质量部，经理。", "Such as quality department, manager."),
        Field::Contact => (
            "负责本次申报、随时可以联系到的人。",
            "Who handles this application and can be reached.",
        ),
        Field::ContactMobile => (
            "11 位手机号码。后四位用于在进度查询页核对身份。",
            "A mobile number of 11 digits. Its last four digits open the status page.",
        ),
        Field::ContactPhone => {
            ("区号加号码，例如 0532-88880000。", "Area code and number, such as 0532-88880000.")
        }
        Field::Fax => {
            ("区号加号码，例如 0532-88880001。", "Area code and number, such as 0532-88880001.")
        }
        Field::ContactEmail => ("例如 zhiliang@example.com。", "Such as quality@example.com."),
        // Beside a row of amounts: a few words that fit there.
        Field::Revenue1 | Field::Revenue2 | Field::Revenue3 => {
            ("全年，经审计", "whole year, audited")
        }
        Field::Assets1 | Field::Assets2 | Field::Assets3 => ("年末，经审计", "year end, audited"),
        Field::Operating1 | Field::Operating2 | Field::Operating3 => {
            ("亏损填负数", "a loss is negative")
        }
        Field::Net1 | Field::Net2 | Field::Net3 => ("须大于零", "must be above zero"),
        Field::Industry => (
            "输入名称、代码或拼音首字母查找，例如“汽车”、C36 或 qczzy。装卸仓储（59）、房地产（70）须填三位中类代码。",
            "Type a code or a name to search, such as C36. Divisions 59 and 70 need the three-digit group.",
        ),
        Field::Employees => (
            "上一年度年末人数，含劳务派遣人员。",
            "At the end of last year, agency workers included.",
        ),
        Field::QualityStaff => (
            "专职从事质量管理、检验、质量工程的人数。",
            "Full time in quality management, inspection or engineering.",
        ),
        Field::Title => (
            "建议写成“实施（运用、基于）＋管理方法（技术）＋的经验”，例如：实施零缺陷过程控制的经验。",
            "Customary titles name the method that was applied and end in the Chinese word for experience. The title is kept in Chinese.",
        ),
        Field::Scope => ("选择最贴切的一项。", "Choose the one that fits best."),
        Field::Direction => ("与哪项最接近就选哪项。", "Choose the closest one."),
        Field::Abstract => (
            "一段话说清：用了什么方法、怎样推行、有什么特色、主要成效如何。",
            "In one paragraph: which method, how it was rolled out, what is special, what it brought.",
        ),
        Field::Honours => (
            "与本项经验有关的奖励、称号、顾客或主管部门的评价，写明年份和授予单位；没有可不填。",
            "Awards, titles and praise by customers or authorities for this practice, each with its year and who gave it.",
        ),
        Field::Origin => (
            "借鉴的须结合实际并有创新，独创的须确有成效。",
            "A borrowed method must fit your practice and add something; one of your own must be proven.",
        ),
        Field::MethodName => (
            "例如：六西格玛管理、质量功能展开、数字化质量追溯。",
            "Such as Six Sigma, quality function deployment, digital traceability.",
        ),
        Field::Since => (
            "开始在本单位正式应用的年月，例如 2021-03 或 2021年3月。",
            "Year and month in which it came into regular use, such as 2021-03.",
        ),
        Field::Maturity => (
            "哪些部门、产品、工序在用，覆盖面如何变化，在地区和行业内表现如何；不超过 1000 字。",
            "Where it is used, how its reach grew, and how you stand in your region and industry; at most 1,000 characters.",
        ),
        Field::Section1 => (
            "主营产品、规模与市场地位，使命与质量方针，经济与社会效益。",
            "Products, size and market position, mission and quality policy, economic and social benefit.",
        ),
        Field::Section2 => (
            "当时遇到了什么质量问题，为什么要改变。",
            "Which quality problem you had and why something had to change.",
        ),
        Field::Section3 => (
            "方法的道理、组成部分和它们的关系；为什么适合本企业。",
            "What the method is, its parts and how they hang together; why it fits you.",
        ),
        Field::Section4 => (
            "定了哪些目标，谁负责，有哪些制度，投入了哪些人力、资金和设备。",
            "Which goals, who is in charge, which rules, which people, money and equipment.",
        ),
        Field::Section5 => (
            "按时间讲清怎样一步步做，哪几个环节最要紧、怎样把住。",
            "Step by step, and how you secured the links that matter most.",
        ),
        Field::Section6 => {
            ("与通常做法相比，新在哪里，好在哪里。", "What is new and better than usual practice.")
        }
        Field::Section7 => (
            "用数据说明质量和效益的提升，并与竞争对手、标杆比较；具体数字填在“成效数据”一页。",
            "Show with data what improved, compared with competitors and the best; the figures themselves go on the results page.",
        ),
        Field::Section8 => {
            ("走过哪些弯路，得到什么教训。", "Which detours you took and what they taught you.")
        }
        Field::Section9 => (
            "哪些企业可以借鉴，需要什么条件，已在哪里推广。",
            "Who can use it, under which conditions, and where it has spread already.",
        ),
        Field::Indicator => ("例如：一次交验合格率", "such as first-pass yield"),
        Field::Measure => ("例如：%", "such as %"),
        Field::Before => ("方法应用前", "before the method"),
        Field::After => ("最近一年", "last year"),
        Field::Competitor => ("主要对手", "the main one"),
        Field::Benchmark => ("可不填", "optional"),
        Field::Source => ("例如：行业年报", "such as a yearbook"),
        Field::Evidence => ("从附件中选", "one of the files"),
        Field::Integrity => (
            "本组织近三年在诚信方面无违法行为和不良记录。请在附件中上传信用记录查询结果。",
            "In the last three years the organisation has not broken the law and has no bad record in matters of integrity. A credit record is attached.",
        ),
        Field::Quality => (
            "本组织近三年在质量方面无违法行为和不良记录，未发生重大质量事故。",
            "In the last three years: no violation of quality law, no bad record and no serious quality accident.",
        ),
        Field::Safety => (
            "本组织近三年在安全方面无违法行为和不良记录，未发生重大安全事故。",
            "In the last three years: no violation of safety law, no bad record and no serious accident.",
        ),
        Field::Environment => (
            "本组织近三年在环保方面无违法行为和不良记录，未发生重大环保事件。",
            "In the last three years: no violation of environmental law, no bad record and no serious incident.",
        ),
        Field::Truth => (
            "所填内容和所附材料真实、合法、准确；弄虚作假的，已得称号将被撤销并公告。",
            "What is written and attached is true, lawful and exact. A title won by deceit is revoked in public.",
        ),
        Field::Property => (
            "所述方法的知识产权清晰，不侵犯他人权利。",
            "The rights to the method are clear and no one else's are infringed.",
        ),
        Field::Sharing => (
            "在不涉及商业机密的前提下，愿意参加经验分享和交流活动。",
            "The organisation will take part in sharing and exchange, trade secrets excepted.",
        ),
        Field::NoSecrets => (
            "所填内容和所附材料不含国家秘密，也不含不愿公开的商业秘密。",
            "Nothing written or attached is a state secret, or a trade secret you do not want known.",
        ),
        Field::Privacy => (
            "法定代表人和联系人已知晓并同意：其姓名、手机和邮箱仅用于本年度遴选的联系与核对，保存期满后删除。",
            "The legal representative and the contact know and agree that their names, mobile numbers and e-mail addresses are used only to contact and verify them in this selection, and are deleted when the retention period ends.",
        ),
    };
    lang.pick(zh, en)
}

/// Help at a place for files.
pub fn slot_hint(lang: Lang, slot: Slot) -> &'static str {
    let (zh, en) = match slot {
        Slot::Licence => ("清晰、完整、在有效期内。", "Legible, complete and valid."),
        Slot::Statements => (
            "含资产负债表和利润表，数字与“近三年经营”一致。",
            "With balance sheet and income statement; the figures agree with yours.",
        ),
        Slot::Credit => (
            "近三个月内从官方信用网站打印或下载。",
            "Printed or downloaded from an official site within three months.",
        ),
        Slot::QualityRecord => (
            "市场监管部门或信用网站的查询结果；信用记录中已包含的不必另传。",
            "From the market regulator or an official credit site; not needed where the credit record covers it.",
        ),
        Slot::SafetyRecord => (
            "应急管理部门的证明或查询结果；信用记录中已包含的不必另传。",
            "From the emergency management authority; not needed where the credit record covers it.",
        ),
        Slot::EnvironmentRecord => (
            "生态环境部门的证明或查询结果；信用记录中已包含的不必另传。",
            "From the environment authority; not needed where the credit record covers it.",
        ),
        Slot::Proof => (
            "检测报告、统计报表、顾客满意度调查、行业年报的有关页。上传后可在“成效数据”中逐行选用。",
            "Test reports, statistics, customer surveys, pages of yearbooks. Once uploaded, each row of the results can name one.",
        ),
        Slot::Certificates => ("与本项经验有关的即可。", "Those that matter here."),
        Slot::Standards => ("封面和起草单位页。", "Cover and list of drafters."),
        Slot::Scan => (
            "打印、由法定代表人签字并加盖公章后扫描，内容须与网上填写的一致。",
            "Print it, have it signed and sealed, and scan it; it must say the same as this dossier.",
        ),
    };
    lang.pick(zh, en)
}
