//! 附表1 客户基本状况表: a row a contact, grouped by site.

use crate::archive::CustomerFolder;
use crate::form::Field;
use crate::form::choices::SiteKind;
use crate::form::customer::{Site, SiteContact};
use crate::form::kind::Phone;
use crate::report::sheet::{Block, Fit, GridCell, Sheet};
use crate::say;
use crate::words::{Words, words};

use super::{HOW, Source};

const TITLE: Words = words("附表1 客户基本状况表", "Form 1: Customer profile");
const HEADS: &[(Words, Fit)] = &[
    (words("机构", "Site"), Fit::Text),
    (words("所处地点", "Location"), Fit::Text),
    (words("重要联系人", "Main contacts"), Fit::Text),
    (words("电话号码", "Phone numbers"), Fit::Whole),
];
const NOTES: &[Words] = &[
    words(
        "1、【机构】指5+1运营商和各大设备商等机构客户及其在全国的分支机构、分公司或子公司",
        "1. [Site]: institutional customers such as the 5+1 operators and the large equipment vendors, with their branches and subsidiaries in the whole country",
    ),
    words("2、【所处地点】指各客户的办公地点", "2. [Location]: where the customer has its offices"),
    words(
        "3、【重要联系人】指各客户公司中的关键人物姓名及其职务",
        "3. [Main contacts]: name and title of the key people in the customer's company",
    ),
    words(
        "4、【电话号码】指各客户公司中的关键人物的联系电话号码，包括手机、办公室电话、家庭电话号码等。",
        "4. [Phone numbers]: numbers of these key people: mobile, office, home and others.",
    ),
];
/// Contacts of a site on paper.
const SLOTS: usize = 3;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let mut sheet = source.start(TITLE);
    sheet.mark = source.mark();
    let mut grid = source.grid(HEADS);
    match source.folder() {
        Some(folder) => {
            for (place, site) in sites(folder) {
                rows(source, folder, place, site, &mut grid.rows);
            }
            if grid.rows.is_empty() {
                grid.empty_rows(SLOTS);
            }
        }
        None => blank(source, &mut grid.rows),
    }
    sheet.push(Block::Grid(grid));
    sheet.note(source.fixed(HOW), source.fixed_all(NOTES));
    sheet
}

/// The sites, headquarters first, each with its number among those of its kind.
fn sites(folder: &CustomerFolder) -> Vec<(usize, &Site)> {
    let list = folder.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let mut sites: Vec<&Site> = list.map(|list| list.iter().map(|site| &site.0).collect()).unwrap_or_default();
    sites.sort_by_key(|site| site.kind.value() != Some(SiteKind::Headquarters));
    let number = |at: usize| sites[..=at].iter().filter(|site| site.kind.value() == sites[at].kind.value()).count();
    let numbers: Vec<usize> = (0..sites.len()).map(number).collect();
    numbers.into_iter().zip(sites).collect()
}

/// 公司总部, 分支机构1, 子公司2
fn heading(source: &Source<'_>, kind: SiteKind, number: usize) -> String {
    let label = kind.label(source.lang());
    match kind {
        SiteKind::Headquarters => label.to_owned(),
        _ => say!(source.lang(), "{label}{number}", "{label} {number}"),
    }
}

fn rows(source: &Source<'_>, folder: &CustomerFolder, number: usize, site: &Site, out: &mut Vec<Vec<GridCell>>) {
    let kind = site.kind.value().map(|kind| heading(source, kind, number));
    let name = site.name.get().map(|name| name.to_string());
    let name = [kind, name].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let location = site.location.get().map(|place| place.to_string()).unwrap_or_default();
    let contacts: Vec<&SiteContact> = site.contacts.get().map(|list| list.iter().map(|one| &one.0).collect()).unwrap_or_default();
    let count = contacts.len().max(1);
    for at in 0..count {
        let mut row = Vec::with_capacity(4);
        if at == 0 {
            row.push(GridCell::new(name.clone()).over_rows(count));
            row.push(GridCell::new(location.clone()).over_rows(count));
        }
        let (who, phones) = contacts.get(at).map(|contact| (person(source, contact), phones(source, folder, contact))).unwrap_or_default();
        row.push(GridCell::new(who));
        row.push(GridCell::new(phones));
        out.push(row);
    }
}

fn person(source: &Source<'_>, contact: &SiteContact) -> String {
    contact
        .person
        .get()
        .map(|person| source.with_title(source.person_name(&person.id), source.person_title(&person.id)))
        .unwrap_or_default()
}

/// The numbers, each with its kind; those that the form leaves out come from the person's sheet.
fn phones(source: &Source<'_>, folder: &CustomerFolder, contact: &SiteContact) -> String {
    let sheet = contact.person.get().and_then(|person| folder.sheet(&person.id)).map(|doc| &doc.record);
    let number = |here: &Field<Phone>, there: Option<&Field<Phone>>| {
        let found = here.get().or_else(|| there.and_then(Field::get));
        found.map(|phone| phone.as_str().to_owned())
    };
    let restricted = |number: Option<String>| number.map(|number| source.restricted(number));
    let lang = source.lang();
    let mobile =
        restricted(number(&contact.mobile, sheet.map(|sheet| &sheet.mobile))).map(|number| say!(lang, "手机 {number}", "mobile {number}"));
    let office = number(&contact.office, sheet.map(|sheet| &sheet.office)).map(|number| say!(lang, "办公室 {number}", "office {number}"));
    let home = restricted(number(&contact.home, sheet.map(|sheet| &sheet.home))).map(|number| say!(lang, "家庭 {number}", "home {number}"));
    [mobile, office, home].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The paper's slots: headquarters and two branches with three contacts each.
fn blank(source: &Source<'_>, out: &mut Vec<Vec<GridCell>>) {
    let slots = [(SiteKind::Headquarters, 1), (SiteKind::Branch, 1), (SiteKind::Branch, 2)];
    for (kind, number) in slots {
        for slot in 1..=SLOTS {
            let mut row = Vec::with_capacity(4);
            if slot == 1 {
                row.push(GridCell::new(heading(source, kind, number)).over_rows(SLOTS));
                row.push(GridCell::new("").over_rows(SLOTS));
            }
            row.push(GridCell::new(say!(source.lang(), "名字{slot}，职务{slot}", "Name {slot}, title {slot}")));
            row.push(GridCell::new(""));
            out.push(row);
        }
    }
}
