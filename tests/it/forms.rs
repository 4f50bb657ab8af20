//! `kehu form`: who is meant, what is there, what could not be read.

use std::fs;
use std::path::Path;

use crate::support::{Kehu, copy_of};

fn run(folder: &Path, line: &str) -> crate::support::Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08")).inside(folder).run()
}

#[test]
fn a_form_of_a_customer_by_any_name() {
    let folder = copy_of("examples/telecom");
    let by_id = run(folder.path(), "form 1 yunling-mobile").clean();
    assert!(by_id.contains("附表1 客户基本状况表") && by_id.contains("单位名称：云岭移动通信有限公司"), "{by_id}");
    for name in ["云岭移动", "云岭移动通信有限公司", "云岭", "yunling", "ylyd", "YUNLING-MOBILE", "ＹＬＹＤ"] {
        assert_eq!(run(folder.path(), &format!("form 附表1 {name}")).clean(), by_id, "{name}");
    }
    let sheet = run(folder.path(), "form 2 ylyd liguoqiang").clean();
    assert_eq!(run(folder.path(), "form 2 云岭移动 李国强").clean(), sheet);
    assert!(sheet.contains("羽毛球"), "{sheet}");
}

#[test]
fn the_file_decides_the_format() {
    let folder = copy_of("examples/telecom");
    assert_eq!(run(folder.path(), "form 6 starbridge -o plan.md").clean(), "");
    let written = fs::read_to_string(folder.path().join("plan.md")).expect("written");
    assert_eq!(written, run(folder.path(), "form 6 starbridge --format markdown").clean());
    assert!(written.starts_with("# 附表6 客户接触计划\n"), "{written}");
}

#[test]
fn a_form_fits_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    let folder = copy_of("examples/telecom");
    for (columns, most) in [(60, 60), (80, 80), (200, 80)] {
        for form in ["1", "3", "4", "5", "6", "7a", "7b"] {
            let page = Kehu::line(&format!("form {form} starbridge --as-of 2026-07-08")).inside(folder.path()).width(columns).run().clean();
            let widest = page.lines().map(UnicodeWidthStr::width).max();
            assert_eq!(widest, Some(most), "{form} {columns}");
        }
    }
}

#[test]
fn blank_forms_need_no_customer() {
    let folder = copy_of("examples/telecom");
    for form in ["1", "2", "3", "4", "5", "6", "7a", "7b"] {
        let page = run(folder.path(), &format!("form {form} --blank")).clean();
        assert!(page.contains("单位名称：____"), "{page}");
        let named = run(folder.path(), &format!("form {form} starbridge --blank")).clean();
        assert!(named.contains("单位名称：星桥通信设备股份有限公司") && !named.contains("冯凯"), "{named}");
    }
}

#[test]
fn what_is_not_there_is_said() {
    let folder = copy_of("examples/telecom");
    let say = |line: &str| run(folder.path(), line).refused();
    assert_eq!(
        say("form 7a starbridge --year 2020"),
        "错误：星桥设备还没有 2020 年的附表7(一)\n  有这些年度的计划：2026，用 `--year` 选择\n"
    );
    assert!(say("form 2 jiangbei-catv").starts_with("错误：附表2 一人一张，没有写明是谁的\n  在客户后面写明人物：许志宏（xu-zhihong）"));
    assert!(say("form 3 jiangbei-catv 许志宏").starts_with("错误：附表3不是一人一张"));
    fs::remove_file(folder.path().join("customers/starbridge/insight.toml")).expect("it was there");
    assert_eq!(say("form 5 starbridge"), "错误：星桥设备还没有附表5\n  用 `--blank` 输出空表\n");
    let english = Kehu::line("form 2 starbridge nobody").lang("en").inside(folder.path()).run().refused();
    assert!(english.starts_with("error: 星桥设备 has nobody called `nobody`"), "{english}");
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_rest_printed() {
    let folder = copy_of("examples/telecom");
    let path = folder.path().join("customers/starbridge/plans/2026.toml");
    let text = fs::read_to_string(&path).expect("readable");
    fs::write(&path, text.replace("win_rate = 70", "win_rate = = 70")).expect("writable");
    let done = run(folder.path(), "form 7b starbridge");
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(done.stderr.starts_with("未计入：customers/starbridge/plans/2026.toml 未能读取："), "{}", done.stderr);
    assert!(done.stdout.contains("传输设备割接服务") && done.stdout.contains("未计入（文件未能读取）："), "{}", done.stdout);
    // The forms that do not need it are whole.
    let _ = run(folder.path(), "form 3 starbridge").clean();
    let _ = run(folder.path(), "form 3 jiangbei-catv").clean();
    fs::write(&path, [0xD6, 0xD0, 0xB9, 0xFA]).expect("writable");
    let done = run(folder.path(), "form 6 starbridge");
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(done.stdout.contains("附表6 客户接触计划"), "{}", done.stdout);
}
