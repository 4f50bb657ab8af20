//! F1-05: the contacts of the headquarters can be called.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::SiteKind;
use crate::form::customer::SiteContact;
use crate::form::person::Person;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::{Span, Syntax};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-05",
    title: words("总部的重要联系人有电话", "the contacts of the headquarters have a phone number"),
    sources: &[source(Seed::S000, "附表1 说明4")],
    quote: "涉及手机、办公室电话、家庭电话号码等",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "kinds",
        default: Default::List(&["mobile", "office", "home"]),
        strict: Strict::Neither,
        unit: words("种电话", "kinds of phone"),
        what: words("有其中一种即可：mobile 手机、office 办公室电话、home 家庭电话", "any of these will do: mobile, office, home"),
    }],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Person],
    yields_to: &[],
    anchor: words("附表1 中该联系人的第一行", "the contact's first line in form 1"),
    meaning: words(
        "公司总部的每名重要联系人，在附表1 或其附表2 中至少有一个电话。附表2 已加密的人不判断。",
        "Every contact of the headquarters has a phone number in form 1 or on the personal sheet. Not judged for a person whose sheet is encrypted.",
    ),
    remedy: words(
        "请填写手机或办公室电话，如 office = \"0990-5550101\"；也可填在该人的附表2",
        "fill in a mobile or office number, as office = \"0990-5550101\"; it may stand on the personal sheet instead",
    ),
    bad: "{ person = \"pan-lu\" }",
    good: "{ person = \"pan-lu\", office = \"0992-5550402\" }",
    run: Run::Customer(run),
};

/// Whether a phone of one of the kinds is filled in; a wrong one is filled in too.
fn in_contact(contact: &SiteContact, kinds: &[String]) -> bool {
    let fields = [("mobile", &contact.mobile), ("office", &contact.office), ("home", &contact.home)];
    fields.iter().any(|(kind, field)| !field.is_blank() && kinds.iter().any(|one| one == kind))
}

fn in_sheet(sheet: &Person, kinds: &[String]) -> bool {
    let fields = [("mobile", &sheet.mobile), ("office", &sheet.office), ("home", &sheet.home)];
    fields.iter().any(|(kind, field)| !field.is_blank() && kinds.iter().any(|one| one == kind))
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(doc) = &folder.profile else { return };
    let Some(sites) = doc.record.sites.get() else { return };
    let kinds = scene.param_list("kinds");
    for site in sites.iter().filter(|site| site.kind.value() == Some(SiteKind::Headquarters)) {
        for contact in site.contacts.get().into_iter().flat_map(|list| list.iter()) {
            let Some(person) = contact.person.get().filter(|_| !in_contact(contact, &kinds)) else { continue };
            let id = &*person.id;
            if folder.is_sealed(id) || folder.sheet(id).is_some_and(|sheet| in_sheet(&sheet.record, &kinds)) {
                continue;
            }
            let name = scene.person_name(id);
            let message = say!(
                scene.lang(),
                "总部联系人{name}没有电话（手机、办公室电话、家庭电话都没有填写）",
                "the headquarters' contact {name} has no phone number (neither mobile, office nor home)"
            );
            let finding = scene.find(&doc.info, contact.head, "sites.contacts.office", message).about(id);
            let end = contact.person.span.end;
            // `{ person = "…" }` on one line: the number fits in behind.
            if doc.info.syntax == Syntax::Toml && contact.head.start < contact.person.span.start && end < contact.head.end {
                finding.fix_value(Span::new(end, end), ", office = \"0990-5550101\"".to_owned(), Safety::Example);
            }
        }
    }
}
