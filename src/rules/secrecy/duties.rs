//! SEC-04, SEC-05: what the tool itself sees to. SEC-06: what only people can.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, Source, When, source};
use crate::words::{Words, words};

const SOURCES: &[Source] = &[source(Seed::S000, "第十三条 2")];
const NOWHERE: Words = words("无：不产生检查结果", "none: it gives no findings");

pub(super) static SEC_04: Rule = Rule {
    id: "SEC-04",
    title: words("没有借阅卡不得导出限阅资料", "restricted data is not exported without an open lending card"),
    sources: SOURCES,
    quote: "客户信息档案是公司重要商业秘密",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: NOWHERE,
    meaning: words(
        "这是程序的行为，不产生检查结果：限阅的内容默认隐去，明确要求才显示。知道是谁在用（`--me`，否则看 git 的邮箱）时，此人须有该客户该表单的借阅卡（已批准、未归还、未到期），或是该客户的客户经理、信息管理员、档案管理主管、部长、大区经理及以上；否则附表1、附表2 的限阅内容以 `***` 代替，`--reveal` 被拒绝。不知道是谁时照常输出，注明「打印人：未登记」。能读到文件的人，程序拦不住，借阅登记不能代替文件权限和加密。",
        "What the tool does; it gives no findings: restricted data is left out unless it is asked for expressly. Where it is known who works (`--me`, else git's address), that person needs a lending card for this customer and form (approved, not returned, not yet due back), or to be the customer's account manager, an information administrator, an archive keeper, a director, a regional manager or above; else restricted fields of forms 1 and 2 are masked by `***`, and `--reveal` is refused. Where nobody knows who works they are printed, stamped `not registered`. It cannot stop whoever can read the files: the register is no substitute for permissions and encryption.",
    ),
    remedy: words("请先填写借阅卡（lending/），经批准后再导出", "fill in a lending card (lending/) and have it approved before exporting"),
    bad: "# 未填借阅卡，把附表2 导出给同事",
    good: "# lending/2026-0008.toml\nborrower = \"ma-chao\"\nforms = [\"附表2\"]\napproved_by = \"wu-fang\"",
    run: Run::Duty,
};

pub(super) static SEC_05: Rule = Rule {
    id: "SEC-05",
    title: words("导出件带密级标识、导出人和时间", "exports carry the mark of secrecy, who made them and when"),
    sources: SOURCES,
    quote: "重要商业秘密",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: NOWHERE,
    meaning: words(
        "这是程序的行为，不产生检查结果：附表1、附表2、附表3 和用 `--reveal` 显示的页面写明 kehu.toml 中的密级标识（confidentiality_mark）、借阅人与借阅卡（没有借阅卡的为打印人）和日期；用其他方法打印或复制的，由经办人注明。",
        "What the tool does; it gives no findings: forms 1, 2 and 3, and pages shown with `--reveal`, carry the `confidentiality_mark` of kehu.toml, who borrowed them and on which card (else who printed them), and the day. Whoever prints or copies them by other means writes that on it.",
    ),
    remedy: words("请在 kehu.toml [company] 中写好密级标识", "set `confidentiality_mark` in [company] of kehu.toml"),
    bad: "# 打印件上没有密级标识，也不知是谁在何时导出的",
    good: "[company]\nconfidentiality_mark = \"商业秘密 注意保管\"",
    run: Run::Duty,
};

pub(super) static SEC_06: Rule = Rule {
    id: "SEC-06",
    title: words("不在公众场合和旅途中阅读客户资料", "customers' data is not read in public, on planes or on trains"),
    sources: SOURCES,
    quote: "严禁在公众场合,或旅行途中在飞机、火车上阅读客户信息资料",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：由人遵守", "none: people see to it"),
    meaning: words(
        "借阅人不在公众场合，也不在飞机、火车上阅读客户资料，以免失密。机器无从检查，由借阅人遵守，直接上级督促。",
        "A borrower does not read customers' data in public, nor on planes or trains, lest it leak. No machine can check it: the borrower keeps to it and the superior sees that it is kept.",
    ),
    remedy: words("请在办公场所阅读；借阅时当面说明这一条", "read it in the office; tell the borrower so when lending"),
    bad: "# 在高铁上打开附表2",
    good: "# 出差前在办公室读完，不带出",
    run: Run::Duty,
};
