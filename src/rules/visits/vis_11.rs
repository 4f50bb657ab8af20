//! VIS-11: the superior gets the report of a visit to a 大客户.

use crate::analysis::contacts::Contact;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::reader::literal_list;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "VIS-11",
    title: words("大客户的拜访向直接上级呈报", "a visit to a key account is reported to the superior"),
    sources: &[source(Seed::S004, "让大客户满意的工作措施 3)")],
    quote: "各级人员分别向主管呈报大客户访问报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::ContactReport],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("报告的「呈报对象」", "`reported_to` of the report"),
    meaning: words(
        "对大客户（填有「大客户」，或层级为VIP客户）的会面和现场走访：参加的客户经理、大区经理在人员名册中填有「直接上级」的，这位上级在「呈报对象」中。上级当天不在岗的不判断。",
        "For meetings and visits on site with a key account (`key_account` filled in, or tier vip): where an account manager or regional manager who took part has a `superior` in the staff register, that superior is in `reported_to`. A superior who was not active that day is passed over.",
    ),
    remedy: words("请把报告也呈报直接上级，并补入「呈报对象」", "hand the report to the superior too and add the name to `reported_to`"),
    bad: "# staff.toml：周岚的直接上级是吴芳\nours = [\"zhou-lan\"]\nreported_to = [\"zhou-lan\"]",
    good: "ours = [\"zhou-lan\"]\nreported_to = [\"zhou-lan\", \"wu-fang\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    if !scene.is_key_account() {
        return;
    }
    for contact in scene.reports().filter(Contact::is_visit) {
        judge(scene, &contact);
    }
}

fn judge(scene: &mut Scene<'_>, contact: &Contact<'_>) {
    let (lang, staff) = (scene.lang(), &scene.world.staff);
    let record = &contact.doc.record;
    // A missing list, or an unknown name that may well be the superior's, was reported where it is read.
    let Some(list) = record.reported_to.get().filter(|list| list.iter().all(|one| one.known)) else { return };
    let mut without: Vec<(&str, &str)> = Vec::new();
    for one in record.ours.get().into_iter().flat_map(|ours| ours.iter()) {
        let Some(row) = staff.row(&one.id) else { continue };
        if !row.has_role(StaffRole::AccountManager) && !row.has_role(StaffRole::RegionalManager) {
            continue;
        }
        let Some(superior) = row.superior.get().filter(|superior| superior.known && !superior.is(&one.id)) else { continue };
        let there = staff.row(&superior.id).is_none_or(|row| row.is_active(contact.day));
        if there && !list.iter().any(|told| told.is(&superior.id)) {
            without.push((&one.id, &superior.id));
        }
    }
    if without.is_empty() {
        return;
    }
    let pairs = without.iter().map(|(one, superior)| {
        let (name, superior) = (scene.staff_name(one), scene.staff_name(superior));
        say!(lang, "{name}的直接上级{superior}", "{superior}, superior of {name}")
    });
    let (day, pairs) = (contact.day, pairs.collect::<Vec<_>>().join(words("、", "; ").get(lang)));
    let message = say!(lang, "{day} 的拜访没有呈报{pairs}", "the visit of {day} was not reported to {pairs}");
    let mut ids: Vec<&str> = list.iter().map(|one| &*one.id).collect();
    for (_, superior) in &without {
        if !ids.contains(superior) {
            ids.push(superior);
        }
    }
    let right = literal_list(contact.doc.info.syntax, ids);
    let span = record.reported_to.span;
    scene.find(&contact.doc.info, span, "reported_to", message).fix_value(span, right, Safety::Example);
}
