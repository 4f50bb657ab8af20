//! Mark, stamp, and who may see restricted fields (SEC-04, SEC-05).

use std::path::Path;

use crate::support::{Done, Kehu, copy_of};

fn run(folder: &Path, line: &str) -> Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08")).inside(folder).run()
}

#[test]
fn the_secret_forms_carry_mark_and_stamp_in_every_format() {
    let folder = copy_of("examples/telecom");
    for form in ["1 yunling-mobile", "2 yunling-mobile li-guoqiang", "3 yunling-mobile"] {
        for format in ["text", "markdown", "html"] {
            for (me, stamp) in [("", "打印人：未登记"), (" --me zhou-lan", "打印人：周岚")] {
                let line = format!("form {form} --format {format}{me}");
                let page = run(folder.path(), &line).clean();
                let whole = page.replace("<span class=\"day\">", "").replace("</span>", "");
                assert!(whole.contains("商业秘密") && whole.contains(&format!("{stamp} · 2026-07-08")), "{line}: {page}");
                assert!(!page.contains("***"), "{line}: {page}");
            }
        }
    }
    for form in ["4", "5", "6", "7a", "7b"] {
        let page = run(folder.path(), &format!("form {form} yunling-mobile")).clean();
        assert!(!page.contains("打印人") && !page.contains("商业秘密"), "{page}");
    }
    assert!(!run(folder.path(), "form 2 --blank").clean().contains("打印人"));
}

#[test]
fn who_has_no_card_sees_masks_and_is_told_how_to_borrow() {
    let folder = copy_of("examples/telecom");
    let done = run(folder.path(), "form 2 yunling-mobile li-guoqiang --me chen-li");
    assert_eq!(done.status, Some(0));
    assert!(done.stdout.contains("李国强") && done.stdout.contains("***") && !done.stdout.contains("1970-05-18"), "{}", done.stdout);
    assert_eq!(
        done.stderr,
        "陈立没有云岭移动附表2的借阅卡，限阅内容以 `***` 代替；先办借阅：`kehu lend yunling-mobile --borrower chen-li --forms 2`\n"
    );
    let phones = run(folder.path(), "form 1 yunling-mobile --me chen-li");
    assert!(phones.stdout.contains("手机 ***") && phones.stdout.contains("0990-5550101"), "{}", phones.stdout);
    let refused = run(folder.path(), "show yunling-mobile li-guoqiang --reveal --me chen-li").refused();
    assert!(refused.contains("不能显示限阅内容") && refused.contains("kehu lend yunling-mobile"), "{refused}");
    let refused = run(folder.path(), "brief yunling-mobile --reveal --me sun-tao").refused();
    assert!(refused.contains("孙涛是同事，只有客户经理或以上人员可以借阅客户档案"), "{refused}");
}

#[test]
fn a_card_opens_the_form_until_it_is_due_back() {
    let folder = copy_of("examples/telecom");
    let lend =
        "lend yunling-mobile --borrower chen-li --forms 2 --purpose 联合投标 --due-back 2026-07-10 --approved-by wu-fang --me he-xin";
    assert_eq!(run(folder.path(), lend).status, Some(0));
    let page = run(folder.path(), "form 2 yunling-mobile li-guoqiang --me chen-li").clean();
    assert!(page.contains("1970-05-18") && page.contains("借阅人：陈立 · 借阅卡 2026-0008 · 2026-07-08"), "{page}");
    assert_eq!(run(folder.path(), "show yunling-mobile li-guoqiang --reveal --me chen-li").status, Some(0));
    // The card is for form 2 alone.
    assert!(run(folder.path(), "form 1 yunling-mobile --me chen-li").stdout.contains("手机 ***"));
    let late = Kehu::line("form 2 yunling-mobile li-guoqiang --me chen-li --as-of 2026-07-11").inside(folder.path()).run();
    assert!(late.stdout.contains("***") && late.stderr.contains("应于 2026-07-10 归还，已逾期"), "{}", late.stderr);
}

#[test]
fn in_english() {
    let folder = copy_of("examples/telecom");
    let line = "form 2 yunling-mobile li-guoqiang --me chen-li --as-of 2026-07-08";
    let done = Kehu::line(line).lang("en").inside(folder.path()).run();
    assert!(done.stdout.contains("Printed by: 陈立 · 2026-07-08"), "{}", done.stdout);
    let says = "陈立 has no lending card for form 2 of 云岭移动: restricted fields are masked by `***`; borrow it first: ";
    assert!(done.stderr.starts_with(says), "{}", done.stderr);
}
