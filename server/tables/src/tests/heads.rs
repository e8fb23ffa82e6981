//! Columns are found by what their heads say.

use crate::{Double, columns, letters};

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|head| head.to_string()).collect()
}

const NAME: &[&str] = &["姓名", "Name"];
const MAIL: &[&str] = &["电子邮箱", "邮箱", "E-mail"];
const SUM: &[&str] = &["金额（万元）"];

#[test]
fn small_differences_make_none() {
    for head in [
        "姓名",
        " 姓 名 ",
        "姓名（必填）",
        "*姓名：",
        "ＮＡＭＥ",
        "name",
        "姓名 [required]",
        "＊姓名*（如身份证）",
    ] {
        assert_eq!(columns(&heads(&["序号", head]), &[NAME]), Ok(vec![Some(1)]), "{head}");
    }
    for head in ["", "姓名2", "名", "（姓名）", "曾用姓名", "(必填)", "姓名）"] {
        assert_eq!(columns(&heads(&[head]), &[NAME]), Ok(vec![None]), "{head}");
    }
}

#[test]
fn columns_come_in_any_order_and_may_be_missing() {
    let header = heads(&["E-MAIL", "", "备注", "Name"]);
    assert_eq!(columns(&header, &[NAME, SUM, MAIL]), Ok(vec![Some(3), None, Some(0)]));
    assert_eq!(columns(&[], &[NAME]), Ok(vec![None]));
}

#[test]
fn a_head_that_fits_as_it_stands_comes_before_its_remark() {
    let header = heads(&["金额（元）", "金额（万元）"]);
    assert_eq!(columns(&header, &[SUM]), Ok(vec![Some(1)]));
    assert_eq!(
        columns(&header, &[&["金额"]]),
        Err(vec![Double { wanted: 0, columns: vec![0, 1] }])
    );
}

#[test]
fn doubles_are_told_all_of_them() {
    let header = heads(&["姓名", "邮箱", "NAME", "电子邮箱", "邮箱"]);
    let doubles = columns(&header, &[NAME, SUM, MAIL]).expect_err("doubles");
    let expected = [(0, vec![0, 2]), (2, vec![1, 3, 4])];
    assert_eq!(doubles, expected.map(|(wanted, columns)| Double { wanted, columns }));
}

#[test]
fn columns_have_the_names_a_program_shows() {
    let names = [1, 26, 27, 52, 702, 703, 16_384].map(letters);
    assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    assert_eq!(letters(0), "");
    assert_eq!(letters(u32::MAX), "MWLQKWU");
}
