//! F1-06: a phone number looks like one, and is not that of two people.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::field::Field;
use crate::form::kind::Phone;
use crate::form::reader::DocInfo;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Span;
use crate::words::{Words, words};

pub(super) static RULE: Rule = Rule {
    id: "F1-06",
    title: words("电话号码合理，且不是两个人的", "a phone number is plausible, and not that of two people"),
    sources: &[source(Seed::S000, "附表1 说明4")],
    quote: "联系电话号码",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[
        Param {
            name: "min_digits",
            default: Default::Int(7),
            strict: Strict::High,
            unit: words("位", "digits"),
            what: words("号码至少几位数字（不计分机号）", "least number of digits, extension apart"),
        },
        Param {
            name: "max_digits",
            default: Default::Int(20),
            strict: Strict::Low,
            unit: words("位", "digits"),
            what: words("号码至多几位数字（不计分机号）", "greatest number of digits, extension apart"),
        },
    ],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("附表1 或附表2 中的电话", "the phone number in form 1 or on the personal sheet"),
    meaning: words(
        "去掉空格、横线和括号后，号码由 7–20 位数字组成，前面可有 +，后面可有「转」或 ext 加分机号；不检查手机号段。审计时，手机或家庭电话全档案内不得属于两个人；办公室电话只在同一机构内可以共用。一格写几个号码时用「、」「/」或「；」隔开，逐个判断。",
        "Without spaces, hyphens and brackets a number is 7 to 20 digits, with + before and 转 or ext with an extension after it where needed; mobile prefixes are not tested. In an audit no mobile or home number belongs to two people of the archive; an office number may be shared within one site. Several numbers in one field, with 、 / or ; between, are judged each.",
    ),
    remedy: words("请核对并改正号码", "check and correct the number"),
    bad: "mobile = \"1290000\" # 少了几位\noffice = \"见名片\"",
    good: "mobile = \"12900000101\"\noffice = \"0990-5550101转802\"",
    run: Run::Both(plausible, unique),
};

/// The kinds of phone numbers, with their labels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mobile,
    Office,
    Home,
}

impl Kind {
    const fn label(self) -> Words {
        match self {
            Self::Mobile => words("手机", "mobile number"),
            Self::Office => words("办公室电话", "office number"),
            Self::Home => words("家庭电话", "home number"),
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Office => "office",
            Self::Home => "home",
        }
    }
}

/// One phone field of a person.
struct Entry<'a> {
    info: &'a Arc<DocInfo>,
    person: &'a str,
    /// Which site's contact it is; for a sheet the first site that names the person.
    site: Option<usize>,
    kind: Kind,
    phone: &'a Phone,
    span: Span,
    in_sheet: bool,
}

/// Every phone of a customer's people, form 1 first.
fn entries<'a>(folder: &'a CustomerFolder, visit: &mut dyn FnMut(Entry<'a>)) {
    let fields = |mobile: &'a Field<Phone>, office: &'a Field<Phone>, home: &'a Field<Phone>| {
        [(Kind::Mobile, mobile), (Kind::Office, office), (Kind::Home, home)]
    };
    let sites = || folder.profile.iter().filter_map(|doc| doc.record.sites.get()).flat_map(|sites| sites.iter()).enumerate();
    if let Some(doc) = &folder.profile {
        for (site, contacts) in sites().filter_map(|(at, site)| Some((at, site.contacts.get()?))) {
            for contact in contacts.iter() {
                let Some(person) = contact.person.get() else { continue };
                for (kind, field) in fields(&contact.mobile, &contact.office, &contact.home) {
                    if let Some(phone) = field.get() {
                        visit(Entry {
                            info: &doc.info,
                            person: &person.id,
                            site: Some(site),
                            kind,
                            phone,
                            span: field.span,
                            in_sheet: false,
                        });
                    }
                }
            }
        }
    }
    for sheet in &folder.sheets {
        let person = &*sheet.stem;
        for (kind, field) in fields(&sheet.record.mobile, &sheet.record.office, &sheet.record.home) {
            let Some(phone) = field.get() else { continue };
            let names = |site: &crate::form::customer::Site| {
                site.contacts.get().is_some_and(|list| list.iter().any(|one| one.person.get().is_some_and(|who| who.is(person))))
            };
            let site = sites().find(|(_, site)| names(site)).map(|(at, _)| at);
            visit(Entry { info: &sheet.info, person, site, kind, phone, span: field.span, in_sheet: true });
        }
    }
}

/// Digits and hyphens of a plain length, as nearly every number is.
fn is_plain(text: &str, min: i64, max: i64) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    only && !text.starts_with("0086") && i64::try_from(digits).is_ok_and(|count| (min..=max).contains(&count))
}

/// The numbers of one field, each without spaces, hyphens, brackets and +86; the extension behind an `x`.
fn numbers(phone: &Phone) -> impl Iterator<Item = String> {
    parts(phone).map(plain).filter(|number| !number.is_empty())
}

/// The numbers of one field as they are written.
fn parts(phone: &Phone) -> impl Iterator<Item = &str> {
    phone.as_str().split(['、', '/', ';', '，', ','])
}

fn plain(text: &str) -> String {
    // Nearly every number is digits and hyphens.
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && !text.starts_with("0086") {
        return text.bytes().filter(|b| *b != b'-').map(char::from).collect();
    }
    let text = text.to_lowercase().replace("ext.", "x").replace("ext", "x").replace('转', "x");
    let hyphen = |c: char| matches!(c, '-' | '(' | ')' | '[' | ']' | '\u{2010}'..='\u{2015}') || c.is_whitespace();
    let number: String = text.chars().filter(|c| !hyphen(*c)).collect();
    number.strip_prefix("+86").or_else(|| number.strip_prefix("0086")).map(str::to_owned).unwrap_or(number)
}

fn is_plausible(number: &str, min: i64, max: i64) -> bool {
    let (main, extension) = number.split_once('x').map_or((number, None), |(main, extension)| (main, Some(extension)));
    let main = main.strip_prefix('+').unwrap_or(main);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let count = i64::try_from(main.len()).unwrap_or(i64::MAX);
    digits(main) && (min..=max).contains(&count) && extension.is_none_or(|extension| digits(extension) && extension.len() <= 8)
}

fn field_of(entry: &Entry<'_>) -> String {
    if entry.in_sheet { entry.kind.key().to_owned() } else { format!("sites.contacts.{}", entry.kind.key()) }
}

fn plausible(scene: &mut Scene<'_>) {
    let lang = scene.lang();
    let (min, max) = (scene.param("min_digits"), scene.param("max_digits"));
    entries(scene.customer, &mut |entry| {
        if is_plain(entry.phone.as_str(), min, max) {
            return;
        }
        if numbers(entry.phone).all(|number| is_plausible(&number, min, max)) && numbers(entry.phone).next().is_some() {
            return;
        }
        let label = entry.kind.label().get(lang);
        let name = scene.person_name(entry.person);
        let text: String = entry.phone.as_str().chars().take(30).collect();
        let message = say!(
            lang,
            "{name}的{label}「{text}」不像电话号码，应为 {min}–{max} 位数字，可带 + 和分机号",
            "the {label} `{text}` of {name} is no phone number: {min} to {max} digits, with + and an extension where needed"
        );
        let right = if entry.kind == Kind::Mobile { "\"12900000101\"" } else { "\"0990-5550101\"" };
        let field = field_of(&entry);
        scene.find(entry.info, entry.span, &field, message).about(entry.person).fix_value(entry.span, right.to_owned(), Safety::Example);
    });
}

/// Who has a number.
struct Holder<'a> {
    customer: usize,
    person: &'a str,
    kind: Kind,
    site: Option<usize>,
    /// Whether it was already said that this person's number is somebody else's too.
    said: bool,
}

fn unique(scene: &mut ArchiveScene<'_>) {
    // Other documents than the customer's own: no part of `check`.
    if scene.today.is_none() {
        return;
    }
    let archive: &Loaded = scene.archive;
    let (min, max) = (scene.param("min_digits"), scene.param("max_digits"));
    let mut index: HashMap<String, Vec<Holder<'_>>> = HashMap::new();
    for customer in with_common_numbers(archive, min, max) {
        let folder = &archive.customers[customer];
        entries(folder, &mut |entry| {
            for number in numbers(entry.phone).filter(|number| is_plausible(number, min, max)) {
                let holders = index.entry(number).or_default();
                let same = |one: &Holder<'_>| one.customer == customer && one.person == entry.person;
                let shared = |one: &Holder<'_>| {
                    let office = one.kind == Kind::Office && entry.kind == Kind::Office;
                    office && one.customer == customer && one.site.is_some() && one.site == entry.site
                };
                let other = holders.iter().find(|one| !same(one) && !shared(one)).map(|one| (one.customer, one.person, one.kind));
                let said = holders.iter().any(|one| same(one) && one.said);
                if let Some(other) = other.filter(|_| !said) {
                    report(scene, customer, &entry, other);
                }
                holders.push(Holder { customer, person: entry.person, kind: entry.kind, site: entry.site, said: said || other.is_some() });
            }
        });
    }
}

/// A hash of a number that is the same however its digits are grouped. An extension or a foreign prefix counts by its digits alone: that two
/// different numbers share a hash costs only a second look.
fn key(number: &str) -> u64 {
    let digits = number.bytes().filter(u8::is_ascii_digit);
    digits.fold(1, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')))
}

/// The customers, in order, with a number that stands more than once in the archive: only they need the careful look.
fn with_common_numbers(archive: &Loaded, min: i64, max: i64) -> Vec<usize> {
    let of = |(customer, folder): (usize, &CustomerFolder)| {
        let mut all: Vec<(u64, usize)> = Vec::with_capacity(8);
        entries(folder, &mut |entry| {
            for text in parts(entry.phone) {
                // Nearly every number is compared by its digits, without a text of its own.
                if is_plain(text, min, max) {
                    all.push((key(text), customer));
                    continue;
                }
                let number = plain(text);
                if is_plausible(&number, min, max) {
                    all.push((key(&number), customer));
                }
            }
        });
        all
    };
    let mut all: Vec<(u64, usize)> = archive.customers.par_iter().enumerate().flat_map_iter(of).collect();
    all.par_sort_unstable();
    let common = all.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
    let mut customers: Vec<usize> = common.flatten().map(|(_, customer)| *customer).collect();
    customers.sort_unstable();
    customers.dedup();
    customers
}

fn report(scene: &mut ArchiveScene<'_>, customer: usize, entry: &Entry<'_>, other: (usize, &str, Kind)) {
    let archive: &Loaded = scene.archive;
    let lang = scene.lang();
    let called = |folder: &CustomerFolder, person: &str| folder.people_names.label_of(person).unwrap_or(person).to_owned();
    let name = called(&archive.customers[customer], entry.person);
    let (at, person, kind) = other;
    let folder = &archive.customers[at];
    let whose = called(folder, person);
    let whose = if at == customer { whose } else { say!(lang, "{whose}（{}）", "{whose} ({})", folder.called()) };
    let (label, their) = (entry.kind.label().get(lang), kind.label().get(lang));
    // Without the number: it is personal data, and the line shows it to those who may see it.
    let message = say!(lang, "{name}的{label}与{whose}的{their}相同", "the {label} of {name} is also the {their} of {whose}");
    let help = if entry.kind == Kind::Office && kind == Kind::Office {
        say!(
            lang,
            "请核对；办公室电话只在同一机构内可以共用，总机请加分机号，如 0990-5550101转802",
            "check it; an office number may be shared within one site, a switchboard takes an extension, as 0990-5550101转802"
        )
    } else {
        say!(lang, "请核对，改正其中一个号码；是同一个人的请合并", "check it and correct one of the two; merge them if they are one person")
    };
    let field = field_of(entry);
    scene.find(entry.info, entry.span, &field, message).about(entry.person).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let fits = |text: &str| is_plausible(&plain(text), 7, 20);
        for text in [
            "12900000101",
            "0990-5550101",
            "+86 129 0000 0101",
            "(0990) 5550101",
            "0990-5550101转802",
            "0990-5550101 ext.802",
            "5550101",
            "+44 20 7946 0018",
        ] {
            assert!(fits(text), "{text}");
        }
        for text in ["555010", "见名片", "0990-5550101转", "123456789012345678901", "12900OOO101", "+"] {
            assert!(!fits(text), "{text}");
        }
        assert_eq!(plain("+86 129-0000 0101"), plain("12900000101"));
    }
}
