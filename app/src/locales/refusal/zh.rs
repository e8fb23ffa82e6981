//! The sentences in Chinese.

use domain::deliberation::Review;
use domain::refusal::Refusal;

use super::value::value;
use super::{mib, numbers, some};
use crate::locales::{
    self, Lang, common, consultation, deliberation, draft, files, incident, initial_list,
    objection, title,
};

pub(super) fn zh(r: &Refusal) -> String {
    let phase = |p| common::phase(Lang::Zh, p);
    match r {
        Refusal::SignIn => "请先登录；登录后会回到这里。".into(),
        Refusal::NotYours => "没有找到，或者您无权查看（第十五条）。".into(),
        Refusal::NoSeason => "本年度遴选尚未发布，请以工作办公室的通知为准（第六条）。".into(),
        Refusal::BadCredentials => "邮箱或密码不正确，请重新输入。".into(),
        Refusal::TooManyAttempts { wait } => format!("尝试次数过多，请在 {wait} 秒后再试。"),
        Refusal::PhaseNotOpen { phase: p, opens } => {
            format!(
                "“{}”阶段将于 {} 开始，请届时再来（第{}条）。",
                phase(*p),
                opens.show_minute(),
                common::zh_number(u32::from(p.article()))
            )
        }
        Refusal::PhaseClosed { phase: p, closed } => {
            format!(
                "“{}”阶段已于 {} 截止，逾期不予受理（第{}条）。",
                phase(*p),
                closed.show_minute(),
                common::zh_number(u32::from(p.article()))
            )
        }
        Refusal::Incomplete { pages } => {
            let n: usize = pages.iter().map(|p| p.1).sum();
            format!(
                "还有 {} 页共 {n} 处需要填写或修改，请按任务列表逐页完成后再提交（第十六条）。",
                pages.len()
            )
        }
        Refusal::WrongStage { stage } => {
            format!(
                "这份申报书现在处于“{}”，不能进行这一步。请刷新页面查看最新状态。",
                common::stage(Lang::Zh, *stage)
            )
        }
        Refusal::Stale { .. } => "这一页刚被他人保存，没有覆盖。现在显示的是最新内容，请核对后再保存。".into(),
        Refusal::OneDossierOnly => {
            "每个组织每年只能申报一项经验，请继续填写已有的申报书（第十七条）。".into()
        }
        Refusal::QuotaFull { quota } => {
            format!(
                "推荐名额 {quota} 个已用完。可先撤回一项推荐，或向工作办公室申请增加名额（第十七条）。"
            )
        }
        Refusal::SeatOverdrawn { unit, sme } => format!(
            "按补正后的数据，这项申报应占{}的名额，而“{}”的这类名额已用完，所以还不能通过。请工作办公室为该单位增加名额，或由该单位撤回另一项推荐（第十七、十八条）。",
            if *sme { "中小企业" } else { "不限规模" },
            common::unit(Lang::Zh, unit)
        ),
        Refusal::ReturnUntil { from, closes } => format!(
            "请给出重新提交的截止时间：不早于 {}，不晚于推荐阶段截止的 {}（第十七条）。",
            from.show_minute(),
            closes.show_minute()
        ),
        Refusal::ReturnOver { due } => format!(
            "推荐单位退回时给出的期限 {} 已过，不能再提交。请与推荐单位联系（第十七条）。",
            due.show_minute()
        ),
        Refusal::TooShort { min, found } if *min == 1 && *found == 0 => "请写明理由。".into(),
        Refusal::TooShort { min, found } => format!("至少 {min} 字，现在 {found} 字，请补充。"),
        Refusal::TooLong { max, found } => format!("最多 {max} 字，现在 {found} 字，请精简。"),
        Refusal::OpinionMissing => "请先写好推荐意见并保存，再推荐（第十七条）。".into(),
        Refusal::ChecklistOpen { open, failed } => {
            format!(
                "清单中还有 {open} 项未核对、{failed} 项不符合，全部符合后才能通过（第十八条）。"
            )
        }
        Refusal::UndertakingMissing => {
            "请先签署保密承诺并申明回避，再打开申报材料（第十五条）。".into()
        }
        Refusal::Conflicted => "您与该申报组织存在回避关系，不能查看或评审（第十五条）。".into(),
        Refusal::SignOffMissing => {
            "法定代表人尚未签署现在的内容，请先在本页发送签署链接（第十六条）。".into()
        }
        Refusal::SignOffChanged => {
            "发出链接之后，申报书又有改动，这个链接不能再用。请填报人重新发送（第十六条）。".into()
        }
        Refusal::NameDiffers => "姓名与申报书中的法定代表人不一致，请核对后重新输入。".into(),
        Refusal::MustAgree => "请先通读并勾选同意声明，再签署。".into(),
        Refusal::RowsWrong { rows } if rows.is_empty() => {
            "没有读到名额表：第一行须有“推荐单位”（或“代码”）、“不限规模的名额”、“另给中小企业的名额”三列，下面至少一行。".into()
        }
        Refusal::RowsWrong { rows } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("没有导入任何一行：第 {} 行有误，请改好后再导入。", rows.join("、"))
        }
        Refusal::ExpertRowsWrong { rows, .. } if rows.is_empty() => {
            "没有读到专家表：第一行须有“姓名”“工作单位”“专业领域”三列，下面至少一行（第十一条）。".into()
        }
        Refusal::ExpertRowsWrong { rows, all } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("没有导入任何一行：{all} 行有误（第 {} 行），请改好后再导入。", rows.join("、"))
        }
        Refusal::Particular { slip } => locales::pool::slip(Lang::Zh, slip),
        Refusal::ExpertTwice => {
            "专家库中已有这位专家：邮箱相同，或姓名与工作单位相同而其中一方没有邮箱（第十一条）。".into()
        }
        Refusal::HasSeat => "该专家本年度已在专业组中，请先将其调出（第十二条）；评审途中不能继续的，请在其页面的“停止评审工作”办理（第十九条）。".into(),
        Refusal::Resting => "该专家已暂停，请先在专家库中恢复（第十一条）。".into(),
        Refusal::SeatMoves { name } => format!(
            "{name}在评审委员会中有席位，更换邮箱就是把席位交给另一个账号：请在该专家的页面上单独修改，并写明理由（第十三条、第十五条）。"
        ),
        Refusal::OfficeSits { name } => format!(
            "{name}的邮箱属于工作办公室人员或系统管理人员的账号，他们不能在评审委员会中任职（第十二条、第十三条、第十五条）。请换一位专家，或改填该专家本人的邮箱。"
        ),
        Refusal::Unreached { names } => format!(
            "方案中有 {} 位专家不能登录：{}。他们收不到任务，也打不开材料，因此不能公布（第十二条、第十九条）。请到其专家页面补填邮箱、恢复账号，或停止其评审工作，再重新计算方案。",
            names.len(),
            names.join("、")
        ),
        Refusal::NoAddress => "该专家没有电子邮箱，无法开通账号，请先在专家库中补填。".into(),
        Refusal::TooFewFit { fit, asked } => format!(
            "符合条件的专家只有 {fit} 位，不够抽取 {asked} 位。请减少人数、放宽行业或补充专家库（第十二条）。"
        ),
        Refusal::DrawOver => {
            "这次抽取已经入组，或抽中的专家中有人已不能入组，请重新抽取（第十二条）。".into()
        }
        Refusal::AlreadyAssigned => "该专家已分派评审任务，不能调出（第十九条）；不能继续的，请在其页面的“停止评审工作”办理。".into(),
        Refusal::ExpertStoodDown => "该专家的评审工作已停止，请先在其页面恢复（第十九条）。".into(),
        Refusal::LeadFirst => "组长调出或停止评审工作之前，请先另选一位组长（第十四条）。".into(),
        Refusal::HeadTwice => "主任委员和副主任委员须由两位专家分别担任（第十三条）。".into(),
        Refusal::PanelHasApplications { applications } => format!(
            "已有 {applications} 项申报材料分派在该专业组，不能撤销（第十四条）。可以另补成员。"
        ),
        Refusal::PanelHasMembers => "专业组还有成员，请先将成员全部调出。".into(),
        Refusal::Unreadable { why, row, column } => {
            locales::import::unreadable(Lang::Zh, why, *row, *column)
        }
        Refusal::NothingRanked => "还没有排序：请先把要推荐的申报排好次序（第十七条）。".into(),
        Refusal::OpinionsLacking { references } => format!(
            "这些申报的推荐意见没有写好，所以都没有推荐：{}。请先补写意见（第十七条）。",
            references.join("、")
        ),
        Refusal::Claimed { by } => {
            format!("{by} 正在审查这一项。请审查下一项，或等对方放开后再来（第十八条）。")
        }
        Refusal::CorrectionOnce => "补正只能要求一次，已经要求过了（第十八条）。".into(),
        Refusal::NothingAsked => {
            "请至少写明一项需要补正的内容；只有申报组织能够修改的项目可以要求补正（第十八条）。"
                .into()
        }
        Refusal::CorrectionOver { due } => {
            format!("补正期限 {} 已过，逾期不予受理（第十八条）。", due.show_minute())
        }
        Refusal::CalendarUnknown { year } => format!(
            "{year} 年的节假日安排尚未录入，无法计算工作日。请先在“节假日安排”（/season/calendar）导入国务院办公厅关于 {year} 年的通知，再继续。"
        ),
        Refusal::PlannedAlready { year } => {
            format!("{year} 年度正在筹备。一次只能筹备一个年度，请先发布它（第六条）。")
        }
        Refusal::NotReady { lacks } => {
            let all: Vec<String> = lacks.iter().map(|l| draft::lack(Lang::Zh, l)).collect();
            format!("还不能发布：{}", all.join(""))
        }
        Refusal::FormWrong { faults } => {
            let all: Vec<String> = faults.iter().take(5).map(|f| draft::fault(Lang::Zh, &f.1)).collect();
            format!("什么都没有存：{}", all.join(""))
        }
        Refusal::YearWrong { rows } if rows.is_empty() => {
            "没有导入：这份节假日表整体有误，请看预览上方的说明。".into()
        }
        Refusal::YearWrong { rows } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("没有导入任何一行：第 {} 行有误，请改好后再导入。", rows.join("、"))
        }
        Refusal::AlreadySealed => "评分已封存，原评分不再改动（第十九条、第二十条）。确需更正的，请打开这份评分表，写明理由另作修改；刚发现回避情形的，请告知办公室。".into(),
        Refusal::SlotNotBegun { starts: Some(at) } => format!(
            "该申报的答辩 {} 才开始，开始后才能封存（第二十条）。可以先保存草稿。",
            at.show_minute()
        ),
        Refusal::SlotNotBegun { starts: None } => {
            "该申报还没有答辩时间，排定并开始后才能封存（第二十条）。可以先保存草稿。".into()
        }
        Refusal::SheetIncomplete { problems } => {
            format!("评分表还有 {problems} 处需要填写或修改，全部完成后才能封存（第十九条）。")
        }
        Refusal::SheetFileWrong { problems } => {
            format!("评分表没有保存：有 {} 处不对，已列在上传处（第十九条）。", problems.len())
        }
        Refusal::SheetFileStale { saved, .. } => format!(
            "没有覆盖：下载之后，本页在 {} 又保存过，与文件不同（第十九条）。",
            saved.show_minute()
        ),
        Refusal::SheetChanged { saved, .. } => format!(
            "没有覆盖：这份评分表在 {} 从别的页面或设备保存过，内容不同（第十九条）。您填写的内容仍在本页，请对照后选择。",
            saved.show_minute()
        ),
        Refusal::SheetTooLong { max, found, .. } => format!(
            "没有保存：这一处最多 {max} 字（含空格），现在 {found} 字。没有删去任何内容，请精简后再保存（第十九条）。"
        ),
        Refusal::PairInConflict => {
            "这名专家与该申报有回避关系，不能指定（第十五条）。请另选专家。".into()
        }
        why @ Refusal::Infeasible { .. } => locales::assignment::infeasible(Lang::Zh, why),
        Refusal::NothingToPublish => {
            "没有等待分派的申报，或尚未组成专业组。请先完成形式审查和组建专业组。".into()
        }
        Refusal::ExactlyOne { .. } => {
            "评审委员会须有且只有一名主任委员、一名副主任委员（第十三条）。".into()
        }
        Refusal::FileEmpty => "文件是空的，请重新选择。".into(),
        Refusal::FileTooLarge { max } => {
            format!("单个文件不能超过 {} MB，请压缩或拆分后再上传。", mib(*max))
        }
        Refusal::FilesTooLarge { max } => {
            format!("全部附件合计不能超过 {} MB，请先删去不需要的文件。", mib(*max))
        }
        Refusal::FilesOfDay { max } => {
            format!("24 小时内上传的文件（含已移除的）合计不能超过 {} MB，请稍后再上传；已上传的文件不受影响。", mib(*max))
        }
        Refusal::RoomShort => "存储空间不足，暂时只接收邮箱和申报组织已验证的账号上传文件。请先打开验证邮件确认邮箱，再上传；已填内容不受影响。".into(),
        Refusal::FileKind => {
            "只接受 PDF、JPG、PNG 和不含宏的 DOCX（按内容判断，与文件名无关）。请转换格式后再上传。"
                .into()
        }
        Refusal::FileTwice => "同样的文件已经上传到这一项，不必重复。".into(),
        Refusal::FileMustBePdf => "这一项须上传 PDF，请将盖章页扫描为 PDF。".into(),
        Refusal::ReadersOnly => "您在本组织中是只读成员或法定代表人，可以查看，不能修改；如需填写，请组织管理员调整您的角色。".into(),
        Refusal::AdministratorsOnly => "只有本组织的管理员可以这样做，请与管理员联系。".into(),
        Refusal::OrganisationTaken => "您的邮箱已经验证，但这个统一社会信用代码已由他人注册，所以暂不能提交和邀请同事。请该组织的管理员邀请您；找不到管理员时，请与工作办公室联系，由安全保密管理员核实后移交（见“我的组织”）。".into(),
        Refusal::AddressClaimed => "这个账号的邮箱尚未验证，无从知道是不是本人的，不能授予角色（第五条）。请本人打开验证邮件确认；没有收到时，请系统管理员用核实过的邮箱另行开通账号。".into(),
        Refusal::AddressUnverified => "请先验证邮箱：打开我们发给您的邮件，按其中的链接确认。验证前可以填写，不能提交和邀请同事；没有收到时，可在“我的账号”重新发送。".into(),
        Refusal::ConsentMissing => "请先阅读并同意《个人信息处理告知书》的现行版本。".into(),
        Refusal::LinkOver => "这个链接已经用过、已过期或不完整。请重新获取一封邮件，并使用其中最新的链接。".into(),
        Refusal::Uscc { why } => locales::people::uscc(Lang::Zh, why),
        Refusal::LastAdministrator => "组织至少要有一名管理员。请先把另一位成员设为管理员，再离开、改变角色或注销。".into(),
        Refusal::OtherOrganisation => "这个账号已属于另一个组织。请先离开那个组织，再接受邀请。".into(),
        Refusal::AlreadyMember => "这个人已经是本组织的成员。".into(),
        Refusal::OtherAddress => "邀请发给了另一个邮箱。请退出后，用收到邀请的邮箱登录或注册。".into(),
        Refusal::RolesHeld => "您在本年度遴选中还有工作办公室授予的角色，账号随角色一起结束。请与工作办公室联系。".into(),
        Refusal::WrongPassword => "现在的密码不正确，请重新输入。".into(),
        Refusal::FileBad { fault } => files::fault(Lang::Zh, *fault).into(),
        Refusal::SlotFull { max } => {
            format!("这一项最多 {max} 个文件，请先移除不需要的，或合并为一个 PDF。")
        }
        Refusal::FilesTooMany { max } => {
            format!("一份申报书最多 {max} 个附件，请先移除不需要的，或合并为一个 PDF。")
        }
        Refusal::FileInfected { found } if found.is_empty() => {
            "文件中发现病毒，已封存，任何人都不能打开。".into()
        }
        Refusal::FileInfected { found } => {
            format!("文件中发现病毒（{found}），没有接收。请查杀后重新导出文件再上传。")
        }
        Refusal::FileHeld => "文件正在检查病毒，检查完成后才能打开，请稍后再来。".into(),
        Refusal::UploadOffset { .. } => "上传没有接上，请重试，会从断开处继续。".into(),
        Refusal::UploadBusy => "同一个文件正在另一处上传，请稍后再试。".into(),
        Refusal::Taken => "这个邮箱已经注册，请直接登录。".into(),
        Refusal::BadCode => {
            "验证码或恢复码不正确，或已经用过。请等手机显示新的验证码后再试；每个码只能用一次。".into()
        }
        Refusal::StepOver => "距输入密码已过 10 分钟，请重新登录。".into(),
        Refusal::FactorOwed => {
            "您的角色必须设置动态验证码；设置之前不能使用其他页面，设置之后也不能取消。".into()
        }
        Refusal::NothingPending => "没有待确认的密钥，或显示已超过 1 小时，请重新开始设置。".into(),
        Refusal::OtherUnit { unit } => format!(
            "这个账号已是“{}”的推荐单位人员。一个账号只为一个推荐单位工作，请先收回那个角色（第七条）。",
            common::unit(Lang::Zh, unit)
        ),
        Refusal::OwnAccount => "不能对自己的账号进行管理，请由另一位管理员办理。".into(),
        Refusal::Administrates => {
            "管理员（系统、安全保密、安全审计）三员分立，一个账号只能担任一种，且不能兼任其他角色。".into()
        }
        Refusal::SitsOnCommittee => "工作办公室的角色与评审委员会的席位（主任委员、副主任委员、组长、专家）不能同在一个账号（第十二条、第十三条、第十五条）。请先由工作办公室解除该席位，或改任其他人。".into(),
        Refusal::LastOfRole => "这是该管理员角色的最后一人，请先任命接任者。".into(),
        Refusal::Email => "邮箱格式不正确，例如 name@example.com。".into(),
        Refusal::WeakPassword { min } => {
            format!("密码至少 {min} 个字符，不能是同一个字符，也不能与邮箱相同。")
        }
        Refusal::PanelStands { stage } => format!(
            "本组合议现处于“{}”，不能进行这一步，请刷新页面（第十九、二十条）。",
            deliberation::stage(Lang::Zh, *stage)
        ),
        Refusal::ScoreUnderSignature { panel, expert, reference } => format!(
            "{expert}须回避申报 {reference}，而其评分已计入第 {panel} 专业组签署的合议结论，这一步会使该评分不再计入。请先由确认人把合议结论退回重议，再进行这一步（第十五条）。什么都没有保存。"
        ),
        Refusal::AskOffice => "目前不能进行这一步，请与工作办公室联系。".into(),
        Refusal::NotSignable { lacks } => {
            let all: String = lacks.iter().map(|l| deliberation::lack(Lang::Zh, l)).collect();
            format!("还不能签署或确认：{all}")
        }
        Refusal::ConclusionChanged => {
            "合议结论已有变化，请刷新核对后再签署、确认或退回。".into()
        }
        Refusal::OwnSignature => {
            "您已签署，须由另一人确认（第十三、十四条）。".into()
        }
        Refusal::OwnSheetsFirst => {
            "您在本组还有未封存的评分表，封存后才能参加合议（第十九条：独立评分）。".into()
        }
        Refusal::OwnSheetsMissed => {
            "您在本组有评分表到期没有封存，请先在“合议”页写明原因，即可参加合议（第十九条）。".into()
        }
        Refusal::SheetMissed => {
            "您已写明这份评分表未完成的原因，不能再封存（第十九条）。".into()
        }
        Refusal::PanelsOpen { panels } if panels.is_empty() => "还没有需合议的专业组。".into(),
        Refusal::PanelsOpen { panels } => format!(
            "第 {} 组尚未确认；各组名单须同时公布（第十九、二十条）。",
            numbers(panels, "、")
        ),
        Refusal::Unread { review: Review::Written, applications } => format!(
            "还有 {} 项申报未作形式审查、未分配或没有专家评审，公布后就再也不能评审。请先由办公室审查、分配（第十八、十九条）。",
            some(*applications, "若干")
        ),
        Refusal::Unchecked { references } => {
            let named = match references.is_empty() {
                true => String::new(),
                false => format!("：{}", references.join("、")),
            };
            format!(
                "还有申报的形式审查尚未办结{named}。名单公布后就再也不能评审，请先由办公室通过或不予通过（第十八、十九条）。"
            )
        }
        Refusal::Unread { review: Review::Defence, applications } => format!(
            "还有 {} 项入围申报没有专家评分：答辩安排没有发布，或专家都已退出。请由办公室安排专家，或取消其时段（第二十条）。",
            some(*applications, "若干")
        ),
        Refusal::ListsOut => {
            "资料评审的名单已经公布，不能再有申报进入评审（第十九条）。".into()
        }
        Refusal::ListStands { stage } => format!(
            "初评名单现处于“{}”，不能进行这一步，请刷新页面（第二十条）。",
            initial_list::stage(Lang::Zh, *stage)
        ),
        Refusal::ListNotSignable { lacks } => {
            let all: String = lacks.iter().map(|l| initial_list::lack(Lang::Zh, l)).collect();
            format!("还不能签署或确认：{all}")
        }
        Refusal::ListChanged => "初评名单已有变化，请刷新核对后再签署或确认（第二十条）。".into(),
        Refusal::ListFull { places } => {
            format!("名额共 {places} 项，已全部列入；请先把另一项改为不列入（第二十条）。")
        }
        Refusal::ListOverPlaces { places } => format!(
            "本年度现有名额 {places} 项，已签署的初评名单多于名额，不能征求意见，也不能公示：请主任委员、副主任委员中的一人在“初评名单”页重新拟定，两人重新签署后再征求意见；名额减少有误的，请办公室在“年度安排”中更正并说明理由（第二十、二十一条）。"
        ),
        Refusal::ListTooEarly => {
            "各专业组的答辩合议结果还没有公布，公布后才能拟定初评名单（第二十条）。".into()
        }
        Refusal::ListPublished => "公示已经开始，初评名单不能再重新拟定（第二十、二十一条）。".into(),
        Refusal::SlotsTooFew { slots, applications } => {
            format!("场次共 {slots} 个时段，不足 {applications} 项，请增加场次或时段。")
        }
        Refusal::DefenceNotYet => {
            "资料评审的名单公布后，才能安排答辩（第十九、二十条）。".into()
        }
        Refusal::SessionOutside { from, until } => format!(
            "场次须在答辩阶段之内，且晚于现在：{} 至 {}。请调整时间或时段数。",
            from.show_minute(),
            until.show_minute()
        ),
        Refusal::LotMissing => {
            "还没有抽签，或抽签后入围项目有变化。请先抽签（第二十条）。".into()
        }
        Refusal::PlanClashes { count } => {
            format!("安排中有 {count} 处冲突（回避、专家或会议室重叠）。请先消除，再继续。")
        }
        Refusal::PlanTold => "本组安排已经发布，只能逐场变更。".into(),
        Refusal::SlotsTaken { last } => {
            format!("第 {last} 个时段已有申报组织，时段数不能更少。")
        }
        Refusal::SessionBegun => "本场已经开始，时间和地点不能再改。".into(),
        Refusal::NobodySits => "每场至少一名出席专家，请勾选。".into(),
        Refusal::SlotBegun => "这个时段已经开始。".into(),
        Refusal::SlotScored => {
            "已有专家封存这项申报的答辩评分，说明答辩已经进行，不能再这样更改（第二十条）。".into()
        }
        Refusal::SlotEarly { from } => {
            format!("还没到时候：{} 起可以开始计时。", from.show_minute())
        }
        Refusal::SlotOver => "答辩时间已到，不能再改。如有需要，请与工作办公室联系。".into(),
        Refusal::SlotCancelled => "这个时段已经取消。".into(),
        Refusal::SlotTaken => "所选时间已排给别的申报，或已经到点，请另选（第二十条）。".into(),
        Refusal::DelegatesTooMany { max } => {
            format!("参加人员最多 {max} 人，请删减（第二十条，本年度设定）。")
        }
        Refusal::SlidesKind => "演示文稿须是 PDF 或 PPTX，请转换后再上传。".into(),
        Refusal::ScannerAway => "暂时无法进行病毒检查，请稍后再上传。".into(),
        Refusal::NotSealed => "这份评分表还没有封存，可以直接修改。".into(),
        Refusal::NothingAmended => "与现在的评分表完全相同，没有需要修改的内容。请改动分数或评语后再提交。".into(),
        Refusal::ConsultationNeeded => "初评名单须先报工信部科技司征求意见并办结，才能公示（第二十条）。".into(),
        Refusal::ConsultationOpened => "这份初评名单已经报送征求意见，请刷新页面（第二十条）。".into(),
        Refusal::ConsultationStands { stage } => format!(
            "征求意见现处于“{}”，不能这样办理。请刷新页面（第二十条）。",
            consultation::stage(Lang::Zh, Some(*stage))
        ),
        Refusal::ConsultationLacks { lacking } => {
            format!("还没有办完：{}。办完后再提交（第二十条）。", consultation::lacking(Lang::Zh, lacking))
        }
        Refusal::DueOutside { closes } => format!(
            "截止时间须晚于现在，且不晚于征求意见阶段结束（{}）；需要更长时间的，请先调整该阶段（第二十条）。",
            closes.show_minute()
        ),
        Refusal::ReferralStands { step } => format!(
            "这一项现在是“{}”，不能这样办理。请刷新页面（第二十条）。",
            consultation::step(Lang::Zh, *step)
        ),
        Refusal::ListMissing => "没有可以公布的名单：初评名单经主任委员、副主任委员签署后才能公示（第二十、二十一条）。".into(),
        Refusal::NothingRemains => "名单上的各项已全部撤下，没有可以公示或者公告的内容（第二十、二十一、二十二条）。本年度没有入选的经验，各申报组织已收到通知，初评名单不能再重新拟定；下一年度可以照常发布。".into(),
        Refusal::NotWorkingDay => "今天不是工作日。公示从工作日开始，请在下一个工作日发布（第二十一条）。".into(),
        Refusal::OpeningPast => "定时发布的时间须在当前时间之后（第二十一条）；要马上发布，请直接点“发布公示”。".into(),
        Refusal::NoticeOpened => {
            "本年度的公示已经发布；结束时间只能在“准备公示”页延长并说明原因（第二十一条）。".into()
        }
        Refusal::NoticeOver { ended } => format!(
            "公示已于 {} 结束，逾期不再受理异议，也不能延长（第二十一条）。",
            ended.plus(-1).show_minute()
        ),
        Refusal::NoticeRunning { ends } => format!(
            "公示到 {} 结束，期满后才能继续（第二十一、二十二条）。",
            ends.plus(-1).show_minute()
        ),
        Refusal::ExtensionShort { max } => {
            format!("延长须使最后一天推后，为 1 到 {max} 个工作日（第二十一条）。")
        }
        Refusal::SeenChanged => "内容在您阅读之后有变化。请重新载入页面，核对后再操作。".into(),
        Refusal::SealMissing => "以单位名义提出异议，须附加盖公章的异议书扫描件（第二十一条）；请选择文件后再提交。".into(),
        Refusal::Anonymous => "须实名提出，并留下联系方式；匿名的不予受理（第二十一、二十四条）。".into(),
        Refusal::EvidenceTooMany { max } => format!("证明材料最多 {max} 个文件。请合并后再提交。"),
        Refusal::EvidenceFull => "今天收到的材料已达到系统上限，暂时不再接收附件。请先不带附件提交文字，稍后把材料交给工作办公室；以单位名义提出的，请只选盖公章的那一份再提交，仍不能接收时请在期限内联系工作办公室。".into(),
        Refusal::EvidenceShare { max } => format!(
            "一天内从您所在网络发来的附件已达上限（{} MB），不再接收。请先不带附件提交文字，或者合并、压缩附件后明天再交，也可以换一个网络提交。",
            mib(*max)
        ),
        Refusal::ObjectionStands { step } => format!(
            "这件异议现在是“{}”，不能这样办理。请重新载入页面（第二十一条）。",
            objection::step(Lang::Zh, *step)
        ),
        Refusal::NamesSelf => "不能指定自己，请由同事指定（第二十一、二十四条）。".into(),
        Refusal::SecondPerson => "须由另一人办理：提出的人不能自己确认（第二十一、二十二、二十四条）。".into(),
        Refusal::ObjectionsOpen { numbers: open } => format!(
            "第 {} 号异议尚未办结，办结之前不能公告（第二十一、二十二条）。",
            numbers(open, "、")
        ),
        Refusal::ApprovalsMissing { found } => {
            format!("须由中国质量协会两人批准后才能公告，现有 {found} 人（第二十二条）。")
        }
        Refusal::AnnouncementStands => "公告已经批准或发布，不能再改（第二十二条）。".into(),
        Refusal::AnnouncementReturned => "公告已被中国质量协会退回（第二十二条）。请由工作办公室按退回理由核对后重新拟稿，再由两位不同的负责人批准。".into(),
        Refusal::LettersChanged => "公告拟稿后，通知函的内容有改动，或者拟稿时的程序版本还没有把通知函一并交付批准，因此不能批准或发布（第二十二条）。请由工作办公室重新拟稿，再由两位不同的负责人批准。".into(),
        Refusal::TitleUnknown => "没有这个编号的有效称号。请按证书、标牌或名录核对编号；已撤销的不再受理（第二十四条）。".into(),
        Refusal::TitleFollowsAnnouncement => "本系统公告授予的称号以公告为准，不能更正；只有启用之前的年度导入的称号可以更正（第二十二、二十三条）。".into(),
        Refusal::TitleUnchanged => "没有任何改动。请改好有误的内容，再填写理由（第二十三条）。".into(),
        Refusal::TitleFact { fault } => format!("{}（第二十三条）。", title::fault(Lang::Zh, fault)),
        Refusal::TitleNumber { slip } => title::slip(Lang::Zh, *slip),
        Refusal::TitleNumberYear { year } => format!(
            "编号的前四位是 {year}，与年度不符。请一并改正年度，或者改正编号（第二十三条）。"
        ),
        Refusal::TitleNumberGiven => "这个编号已经用过，不能再给另一项称号。请按标牌核对编号（第二十三条）。".into(),
        Refusal::IncidentStands { step } => format!(
            "这件情况反映现在是“{}”，不能这样办理。请重新载入页面（第二十四条）。",
            incident::step(Lang::Zh, *step)
        ),
        Refusal::TitleGone { at } => format!(
            "该称号已因另案于 {} 撤销（第二十四条），不能再决定保留。请改为撤销，或者退回。",
            at.show_minute()
        ),
        Refusal::HearingRuns { due } => format!(
            "单位的陈述期限到 {} 止，期满后才能提出决定（第二十四条）。",
            due.plus(-1).show_minute()
        ),
        Refusal::StatementOver { due } => format!(
            "陈述期限已于 {} 届满，不再接收（第二十四条）。如有新的证据，请联系工作办公室。",
            due.plus(-1).show_minute()
        ),
        Refusal::StatementsTooMany { max } => format!("陈述已提交 {max} 次，不能再补充（第二十四条）。"),
        Refusal::Barred { bar } => {
            format!("{}。如非本组织，请核对代码和名称。", incident::bar(Lang::Zh, bar))
        }
        Refusal::TitleRowsWrong { rows, all } => title::rows_wrong(Lang::Zh, rows, *all),
        Refusal::ActivityOver => "活动已经开始、结束或者取消，不能这样办理（第二十三条）。".into(),
        Refusal::ActivityAhead { starts } => {
            format!("活动 {} 开始，开始后才能登记到场（第二十三条）。", starts.show_minute())
        }
        Refusal::ActivityFull { capacity } => {
            format!("{capacity} 个名额已经报满（第二十三条）。")
        }
        Refusal::RegisteredAlready => "您已经报名，不用再报（第二十三条）。".into(),
        Refusal::ReportEarly { year } => {
            format!("{year} 年的报告从当年 1 月 1 日起填报（第二十三条）。")
        }
        Refusal::ClockBack => "时钟只能向后拨：请填一个晚于演练时钟现在的时间。".into(),
        Refusal::BadValue { field } => value(Lang::Zh, field).into(),
    }
}
