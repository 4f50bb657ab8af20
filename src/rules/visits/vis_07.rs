//! VIS-07: an ad-hoc callback was approved by an executive of ours.

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::{ContactPurpose, StaffRole};
use crate::form::contact::ContactReport;
use crate::form::reader::literal;
use crate::rules::ours;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;
use crate::world::Rank;

pub(super) static RULE: Rule = Rule {
    id: "VIS-07",
    title: words("临时回访经公司领导审批", "an ad-hoc callback is approved by an executive"),
    sources: &[source(Seed::S003, "第十一条（三）5")],
    quote: "可安排暂时客户回访方案,报公司领导审批后实行",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::ContactReport],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("报告的「批准人」；没有填写时为报告的第一行", "`approved_by` of the report; where it is missing the report's first line"),
    meaning: words(
        "接触目的为「临时回访」的报告填有「批准人」，并且是公司领导（含董事长、总经理）。",
        "A report whose purpose is adhoc names in `approved_by` an executive of ours (executive or executive_top).",
    ),
    remedy: words(
        "请把临时回访方案报公司领导审批，并填写「批准人」",
        "have the plan of the callback approved by an executive and fill in `approved_by`",
    ),
    bad: "purpose = \"adhoc\"   # 临时回访，没有批准人",
    good: "purpose = \"adhoc\"\napproved_by = \"gao-zhenyu\"   # 公司领导",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for contact in scene.reports() {
        if contact.doc.record.purpose.value() == Some(ContactPurpose::Adhoc) {
            judge(scene, contact.doc, &contact.day.to_string());
        }
    }
}

fn judge(scene: &mut Scene<'_>, doc: &Doc<ContactReport>, day: &str) {
    let field = &doc.record.approved_by;
    let lang = scene.lang();
    let message = if field.is_blank() {
        say!(lang, "{day} 的临时回访没有填写「批准人」", "the ad-hoc callback of {day} does not say in `approved_by` who approved it")
    } else {
        // Somebody unknown was reported where the name is read.
        let Some(row) = field.get().and_then(|staff| scene.world.staff.row(&staff.id)) else { return };
        if row.rank() >= Rank::Executive || row.role.value().is_none() {
            return;
        }
        let name = scene.staff_name(row.id.get().map_or("", |id| id.as_str()));
        let role = row.first_role(lang);
        say!(
            lang,
            "{day} 的临时回访由{role}{name}批准，应由公司领导批准",
            "the ad-hoc callback of {day} was approved by {name}, {role}; an executive approves it"
        )
    };
    let leader = ours::first_with(scene.world, StaffRole::Executive, None).unwrap_or("…").to_owned();
    let right = literal(doc.info.syntax, &leader);
    let finding = scene.find(&doc.info, field.or(doc.record.head), "approved_by", message);
    if field.is_absent() {
        let line = crate::form::reader::key_line(doc.info.syntax, "approved_by", &right);
        finding.help(say!(
            lang,
            "请把临时回访方案报公司领导审批，并填写批准人，如 {line}",
            "have the plan of the callback approved by an executive and fill in who did, as {line}"
        ));
    } else {
        finding.fix_value(field.span, right, Safety::Example);
    }
}
