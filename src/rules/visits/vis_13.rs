//! VIS-13: the next visit is agreed at the visit.

use crate::analysis::contacts::Contact;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "VIS-13",
    title: words("拜访时约好下一次", "the next visit is agreed at the visit"),
    sources: &[source(Seed::S001, "客户关系维护制度 第十二条")],
    quote: "当时预约下一次拜访",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::ContactReport, DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "报告的「下次联系日期」；没有填写时为报告的第一行",
        "`next_date` of the report; where it is missing the report's first line",
    ),
    meaning: words(
        "每位关键人物最近一次的接触是会面或现场走访的，这份报告填有「下次联系日期」。之后又有电话、邮件等联系的，不再看以前的拜访。",
        "Where a key person's newest contact was a meeting or a visit on site, its report has a `next_date`. Once somebody phoned or wrote later, the visit before that is no longer looked at.",
    ),
    remedy: words("请与客户约定下一次的日期，填入「下次联系日期」", "agree on the next date with the customer and fill in `next_date`"),
    bad: "kind = \"meeting\"\n# 没有 next_date",
    good: "kind = \"meeting\"\nnext_date = 2026-07-15",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let mut open: Vec<(Contact<'_>, Vec<&str>)> = Vec::new();
    let contacts: Vec<Contact<'_>> = scene.reports().collect();
    for row in scene.each_person() {
        let with = || contacts.iter().filter(|contact| contact.has_person(row.key()));
        let Some(day) = with().map(|contact| contact.day).max() else { continue };
        let of_that_day = || with().filter(|contact| contact.day == day);
        if of_that_day().any(|contact| !contact.doc.record.next_date.is_blank()) {
            continue;
        }
        let Some(visit) = of_that_day().find(|contact| contact.is_visit()) else { continue };
        match open.iter_mut().find(|(contact, _)| std::ptr::eq(contact.doc, visit.doc)) {
            Some((_, names)) => names.push(row.called()),
            None => open.push((*visit, vec![row.called()])),
        }
    }
    let lang = scene.lang();
    for (contact, names) in open {
        let (day, names) = (contact.day, lang.join(names));
        let message = say!(
            lang,
            "{day} 拜访{names}时没有约定「下次联系日期」，此后也没有再联系",
            "the visit to {names} on {day} has no `next_date`, and nobody has been in touch since"
        );
        let field = &contact.doc.record.next_date;
        let finding = scene.find(&contact.doc.info, field.or(contact.doc.record.head), "next_date", message);
        if !field.is_absent() {
            let next = contact.day + chrono::TimeDelta::days(30);
            finding.fix_value(field.span, next.to_string(), Safety::Example);
        }
    }
}
