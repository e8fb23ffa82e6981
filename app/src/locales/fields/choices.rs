//! Words of the choices a field offers.

use domain::application::field::Field;

use crate::locales::Lang;

/// Word of a choice's code.
pub fn choice(lang: Lang, field: Field, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        (Field::Nature, "state") => lang.pick("国有", "State-owned"),
        (Field::Nature, "joint") => lang.pick("合资", "Joint venture"),
        (Field::Nature, "private") => lang.pick("民营", "Private"),
        (Field::Nature, "other") => lang.pick("其他", "Other"),
        (Field::Scope, code) => scope(lang, code)?.0,
        (Field::Origin, "borrowed") => lang.pick("借鉴已有方法", "Borrowed"),
        (Field::Origin, "adapted") => {
            lang.pick("借鉴并结合实际改进创新", "Borrowed and developed further")
        }
        (Field::Origin, "own") => lang.pick("本企业独创", "Our own"),
        _ => return None,
    })
}

/// A longer description of a choice; empty where the word says all.
pub fn choice_help(lang: Lang, field: Field, code: &str) -> &'static str {
    match (field, code) {
        (Field::Scope, code) => scope(lang, code).map_or("", |s| s.1),
        (Field::Origin, "borrowed") => lang.pick(
            "采用已有的方法，结合本企业情况应用。",
            "An existing method, applied to your own conditions.",
        ),
        (Field::Origin, "adapted") => lang.pick(
            "以已有方法为基础，加入了本企业的改进。",
            "An existing method with improvements of your own.",
        ),
        (Field::Origin, "own") => {
            lang.pick("由本企业在实践中总结提出。", "Found and shaped in your own practice.")
        }
        _ => "",
    }
}

/// A scope of Art. 10: its short name and what it is about, in our own words.
fn scope(lang: Lang, code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "1" => lang.pick(
            ("先进质量管理", "用先进的质量理念、方法和工具推动变革，质量和效益明显提高。"),
            ("Advanced quality management", "Advanced ideas, methods and tools that changed how the enterprise works and raised quality and benefit."),
        ),
        "2" => lang.pick(
            ("新技术与质量管理", "用大数据、人工智能、区块链等新技术改进产品、服务和质量管理方式。"),
            ("New technology for quality", "Big data, artificial intelligence, blockchain and the like, used to raise quality and renew how it is managed."),
        ),
        "3" => lang.pick(
            ("新业态、新模式", "因采用新的业态或经营模式，产品或服务质量明显提升，经营绩效良好。"),
            ("New forms of business", "A new form or model of business that clearly raised quality and did well."),
        ),
        "4" => lang.pick(
            ("中小企业质量提升", "专精特新的中小企业，在质量创新和质量提升上成效显著。规模由系统按 300 号文计算。"),
            ("Small and medium-sized enterprises", "A specialised, refined, distinctive and novel SME with marked results in quality. The size is computed by the national standard."),
        ),
        "5" => lang.pick(
            ("生产性服务业", "运输、物流、金融、信息、商务等为生产服务的行业，提高质量和效率的案例。"),
            ("Producer services", "Better quality and efficiency in transport, logistics, finance, information, business and other services to producers."),
        ),
        "6" => lang.pick(
            ("社会公益", "把质量方法用于节能、环保、健康、安全等公益领域并取得重大成果。"),
            ("Public benefit", "Methods of quality that brought great results in green energy, environment, health or safety."),
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};
    use domain::application::field::{Kind, NATURES, ORIGINS, SCOPES};

    #[test]
    fn every_choice_has_a_word_and_other_codes_have_none() {
        for (field, codes) in
            [(Field::Nature, NATURES), (Field::Scope, SCOPES), (Field::Origin, ORIGINS)]
        {
            assert_eq!(field.kind(), Kind::Choice(codes));
            for code in codes {
                let [zh, en] =
                    [Lang::Zh, Lang::En].map(|l| choice(l, field, code).unwrap_or_default());
                assert_said(zh, en);
                assert_english(choice_help(Lang::En, field, code));
            }
            assert_eq!(choice(Lang::Zh, field, "no such code"), None);
        }
    }
}
