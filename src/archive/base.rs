//! The documents at the archive's root, against which all others are read: settings, staff, holidays.

use std::path::Path;
use std::sync::Arc;

use crate::discover::overlay::Overlay;
use crate::findings::Finding;
use crate::form::Target;
use crate::form::holidays::Holidays;
use crate::form::settings::Settings;
use crate::form::staff::StaffRegister;
use crate::model::workdays::WorkCalendar;
use crate::source::encoding::Text;
use crate::words::Lang;
use crate::world::{StaffBook, World};

use super::customer::Collector;
use super::{Doc, DocKind, compare};

/// Settings, staff and what was found in them.
pub struct Base {
    /// The world without customers.
    pub world: World,
    /// Account of these documents.
    pub findings: Vec<Finding>,
    /// Unread ones.
    pub unread: Vec<super::Unread>,
    /// Texts.
    pub texts: Vec<(Arc<str>, Text)>,
    /// How many documents.
    pub files: usize,
}

/// Reads `kehu.toml`, `staff.toml` and `holidays.toml`. `lang`: the language asked for; none: the archive's own.
#[must_use]
pub fn base(root: &Path, lang: Option<Lang>, fallback: Lang) -> Base {
    base_with(root, lang, fallback, Overlay::default())
}

/// The same, with documents as they are about to be in place of the saved ones.
#[must_use]
pub fn base_with(root: &Path, lang: Option<Lang>, fallback: Lang, unsaved: Overlay) -> Base {
    let blank = World { unsaved, ..World::new(lang.unwrap_or(fallback), Settings::default(), None) };
    let mut collector = Collector::new(root, &blank, None);
    let files = collector.root_file("kehu", DocKind::Settings);
    let mut doc: Option<Doc<Settings>> = files.first().and_then(|found| collector.read(found, None).0);
    // The archive's language is known only now: read once more in it when it is another one.
    let own = doc.as_ref().and_then(|doc| language(&doc.record));
    let wanted = lang.or(own).unwrap_or(fallback);
    let relang = World { unsaved: blank.unsaved.clone(), ..World::new(wanted, Settings::default(), None) };
    if wanted != blank.lang {
        collector = Collector::new(root, &relang, None);
        let files = collector.root_file("kehu", DocKind::Settings);
        doc = files.first().and_then(|found| collector.read(found, None).0);
    }
    let mut count = files.len();
    let (info, settings) = doc.map_or((None, Settings::default()), |doc| (Some(doc.info), doc.record));
    let mut world = World { unsaved: blank.unsaved.clone(), ..World::new(wanted, settings, info) };
    let Collector { mut findings, mut unread, mut texts, broken, .. } = collector;
    world.broken = broken;
    let mut rest = Collector::new(root, &world, None);
    let (staff, files) = staff(&mut rest);
    count += files;
    let (calendar, files) = holidays(&mut rest);
    count += files;
    let Collector { findings: mut more, unread: mut lost, texts: mut read, broken: mut faulty, .. } = rest;
    findings.append(&mut more);
    unread.append(&mut lost);
    texts.append(&mut read);
    world.staff = staff;
    world.calendar = calendar;
    world.broken.append(&mut faulty);
    Base { world, findings, unread, texts, files: count }
}

/// Reads `staff.toml`; also how many documents that is.
fn staff(collector: &mut Collector<'_>) -> (StaffBook, usize) {
    let files = collector.root_file("staff", DocKind::Staff);
    let doc: Option<Doc<StaffRegister>> = files.first().and_then(|found| collector.read(found, Some(Target::Staff)).0);
    let Some(doc) = doc else { return (StaffBook::default(), files.len()) };
    let rows = doc.record.staff.get().map(|list| list.0.as_slice()).unwrap_or_default();
    let ids = rows.iter().filter_map(|item| item.value.id.get().map(|id| (id.as_str(), item.value.id.span)));
    compare::unique(collector, &doc.info, ids, "staff.id");
    (StaffBook::new(Some(doc.info), doc.record), files.len())
}

/// Reads `holidays.toml`; also how many documents that is.
fn holidays(collector: &mut Collector<'_>) -> (WorkCalendar, usize) {
    let files = collector.root_file("holidays", DocKind::Holidays);
    let doc: Option<Doc<Holidays>> = files.first().and_then(|found| collector.read(found, None).0);
    let Some(doc) = doc else { return (WorkCalendar::default(), files.len()) };
    compare::holidays(collector, &doc.info, &doc.record);
    (WorkCalendar::new(doc.record.each_day()), files.len())
}

fn language(settings: &Settings) -> Option<Lang> {
    use crate::form::choices::Language;
    settings.company.get().and_then(|company| company.language.value()).map(|language| match language {
        Language::Chinese => Lang::Zh,
        Language::English => Lang::En,
    })
}
