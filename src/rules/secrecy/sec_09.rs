//! SEC-09: every consultation goes through somebody and is on record.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::reader::{key_line, literal};
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, lines, ours, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SEC-09",
    title: words("查阅客户资料有程序、有记录", "consulting customers' data has a procedure and a record"),
    sources: &[source(Seed::S003, "第十六条 二"), source(Seed::S002, "一、原则 9")],
    quote: "对客户资料进行查阅要有有关程序、记录",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Loan],
    uses: &[],
    yields_to: &[],
    anchor: words("借阅卡的「经办人」；没有这一项时为其第一行", "`handled_by` of the card; where it is missing the card's first line"),
    meaning: words(
        "借阅卡填写齐全（见 SEC-02），并写明「经办人」。齐全与否由 SEC-02 指出，这里只看经办人。",
        "The card is filled in whole (see SEC-02) and names who handled it. What else is missing SEC-02 says; here only `handled_by` is looked at.",
    ),
    remedy: words("请填写「经办人」", "fill in `handled_by`"),
    bad: "approved_by = \"wu-fang\"",
    good: "approved_by = \"wu-fang\"\nhandled_by = \"he-xin\"",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let lang = scene.lang();
    let keeper = ours::first_with(scene.world, StaffRole::InfoAdmin, scene.today);
    let keeper = keeper.or_else(|| ours::first_with(scene.world, StaffRole::ArchiveKeeper, scene.today)).unwrap_or("…").to_owned();
    for doc in super::loans(scene).filter(|doc| doc.whole && doc.record.handled_by.is_blank()) {
        let (record, card) = (&doc.record, &doc.stem);
        let right = literal(doc.info.syntax, &keeper);
        let line = key_line(doc.info.syntax, "handled_by", &right);
        let message = say!(lang, "借阅卡 {card} 没有填写「经办人」", "lending card {card} does not say who handled it");
        let help = say!(lang, "请填写，如 {line}", "fill it in, as {line}");
        let field = &record.handled_by;
        let finding = scene.find(&doc.info, field.or(record.head), "handled_by", message).help(help);
        if field.is_absent() {
            finding.fix = lines::added(doc.info.syntax, record.head, record.borrower.key_span, &[("handled_by", right)]);
        } else {
            finding.fix_value(field.span, right, Safety::Example);
        }
    }
}
