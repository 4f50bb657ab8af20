//! What a change would bring: the touched customers and documents are read again, as they are and as they would be, and what is found
//! then and not before is told apart into faults of the documents' own values, for which nothing is written, and next steps.

mod same;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use same::Compared;

use super::change::Change;
use crate::archive::load::{self, Base, Judge, Scope};
use crate::archive::{CustomerFolder, DocKind};
use crate::discover::overlay::Overlay;
use crate::discover::{self, Found, Ignored};
use crate::findings::{Finding, Level};
use crate::resolve::Names;
use crate::words::Lang;
use crate::world::World;

/// Formulas whose result is stated: wrong ones are wrong values.
const FORMULAS: &[&str] = &["F7B-02", "F7B-03", "F7B-07"];

/// What a change would bring.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Faults of the touched documents' own values.
    pub refused: Vec<Finding>,
    /// Everything else that is new: what to do next.
    pub steps: Vec<Finding>,
    /// What the change settles.
    pub settled: Vec<Finding>,
    /// The touched customers as they would be.
    pub after: Vec<CustomerFolder>,
}

/// Judges a change on `today`. `world` is that of the archive as it is; it comes back without customers and unsaved documents.
///
/// # Errors
/// When the customers' folders cannot be listed.
pub fn judge(root: &Path, world: &mut World, change: &Change, today: NaiveDate) -> std::io::Result<Verdict> {
    let overlay = Overlay::new(change.files.iter().map(|file| (file.path.clone(), file.now.clone())));
    let ignored = Ignored::new(root);
    let touched: BTreeSet<String> = overlay.customers().map(str::to_owned).collect();
    let whole = moves_ground(root, change, &overlay, world.lang);
    let case = Case { root, change, touched: &touched, ignored: &ignored, today, whole };
    // A write answers at once, however large the repository is: what git's history says is the audit's.
    let git = (std::mem::take(&mut world.updated), std::mem::take(&mut world.evidence));
    let both = case.findings(&Overlay::default(), world).and_then(|before| Ok((before, case.findings(&overlay, world)?)));
    (world.updated, world.evidence) = git;
    let ((before, _), (after, folders)) = both?;
    let Compared { new, settled } = same::compare(before, after, change);
    let mut verdict = Verdict { after: folders, settled, ..Verdict::default() };
    for finding in new {
        let here = change.files.iter().any(|file| *file.path == *finding.path);
        if is_own(&finding) && here { verdict.refused.push(finding) } else { verdict.steps.push(finding) }
    }
    Ok(verdict)
}

/// Whether a finding is about a value that somebody wrote, by itself or with its neighbours.
fn is_own(finding: &Finding) -> bool {
    // A value that may well be meant as it stands is only questioned.
    let is_question = finding.rule == "F7B-04" && finding.level != Level::Error;
    !is_question && (finding.of_value || FORMULAS.contains(&finding.rule))
}

/// Whether the change takes something away on which any document of the archive may rest: one of our people, or anything of the settings.
fn moves_ground(root: &Path, change: &Change, overlay: &Overlay, lang: Lang) -> bool {
    let named = |stem: &str| change.paths().any(|path| path.rsplit_once('.').is_some_and(|(name, _)| name == stem));
    if named("kehu") {
        return true;
    }
    if !named("staff") {
        return false;
    }
    let staff = |overlay: &Overlay| load::base_with(root, Some(lang), lang, overlay.clone()).world.staff.names;
    let (before, after) = (staff(&Overlay::default()), staff(overlay));
    (0..before.len()).any(|at| !after.has_id(before.id(at)))
}

/// A finding of a document that was moved is the same at its new place.
fn follow(finding: &mut Finding, moved: &[(String, String)]) {
    // A person that got another id is the same person.
    for (from, to) in moved {
        let (Some((folder, from)), Some((_, to))) = (person(from), person(to)) else { continue };
        if *finding.subject == *from && finding.path.starts_with(folder) {
            finding.subject = to.to_owned();
        }
    }
    let Some((_, to)) = moved.iter().find(|(from, _)| **from == *finding.path) else { return };
    finding.path = to.as_str().into();
    if finding.customer.is_some()
        && let Some((id, _)) = to.strip_prefix("customers/").and_then(|rest| rest.split_once('/'))
    {
        finding.customer = Some(id.into());
    }
}

/// The customer's folder and the id of the person whose sheet this is.
fn person(path: &str) -> Option<(&str, &str)> {
    let (folder, name) = path.split_once("/people/")?;
    Some((folder, name.split('.').next()?))
}

/// What is judged twice.
struct Case<'c> {
    root: &'c Path,
    change: &'c Change,
    touched: &'c BTreeSet<String>,
    ignored: &'c Ignored,
    today: NaiveDate,
    /// The documents of everybody else, too.
    whole: bool,
}

impl Case<'_> {
    /// What is found with these documents in place of the saved ones. Settings and staff are read again only when the change is theirs.
    fn findings(&self, overlay: &Overlay, world: &mut World) -> std::io::Result<(Vec<Finding>, Vec<CustomerFolder>)> {
        if self.whole || self.change.paths().any(|path| !path.contains('/')) {
            let base = || load::base_with(self.root, Some(world.lang), world.lang, overlay.clone());
            let Base { world: mut there, findings: mut out, .. } = base();
            if self.whole {
                out = load::load(self.root, base(), &Scope::default(), Judge::Check)?.findings;
                // Those of the touched customers come from their audit.
                out.retain(|finding| !finding.customer.as_deref().is_some_and(|id| self.touched.contains(id)));
            } else {
                out.extend(crate::policy::review::review(&there));
                place(self.root, overlay, &mut out);
            }
            let (mut more, folders) = self.touched(overlay, &mut there)?;
            out.append(&mut more);
            return Ok((out, folders));
        }
        world.unsaved = overlay.clone();
        let found = self.touched(overlay, world);
        world.unsaved = Overlay::default();
        (world.customers, world.customers_complete) = (Names::default(), false);
        found
    }

    /// What is found in the customers and the documents of the registers that are touched.
    fn touched(&self, overlay: &Overlay, world: &mut World) -> std::io::Result<(Vec<Finding>, Vec<CustomerFolder>)> {
        let Self { root, change, touched, ignored, today, whole } = *self;
        let registers = registers(root, overlay, change);
        name_customers(root, overlay, touched, !registers.is_empty(), ignored, world)?;
        let (mut out, mut folders) = (Vec::new(), Vec::new());
        for id in touched {
            // A customer all of whose documents go is none any more.
            let mut files = discover::customer_files(root, id, ignored).found;
            overlay.lay_customer(id, &mut files);
            if files.is_empty() {
                continue;
            }
            let (folder, mut found) = load::judge_one(root, world, id, ignored, Judge::Audit(today));
            out.append(&mut found);
            folders.push(folder);
        }
        if !whole {
            out.append(&mut load::judge_registers(root, world, &registers));
        }
        Ok((out, folders))
    }
}

/// References to customers are told right where registers are touched; otherwise only the touched customers matter.
fn name_customers(
    root: &Path,
    overlay: &Overlay,
    touched: &BTreeSet<String>,
    all: bool,
    ignored: &Ignored,
    world: &mut World,
) -> std::io::Result<()> {
    let ids = if all { discover::customers_with(root, ignored, overlay)? } else { touched.iter().cloned().collect() };
    for id in &ids {
        world.customers.add(id, &[]);
    }
    world.customers_complete = all;
    Ok(())
}

/// The touched documents of the registers.
fn registers(root: &Path, overlay: &Overlay, change: &Change) -> Vec<Found> {
    let mut found = Vec::new();
    for path in change.paths().filter(|path| !path.starts_with("customers/")) {
        let there = overlay.get(path).map_or_else(|| root.join(path).is_file(), |bytes| bytes.is_some());
        found.extend(discover::register_file(path).filter(|_| there));
    }
    found.retain(|file| file.kind.is_some_and(|kind| kind != DocKind::Settings));
    found
}

fn place(root: &Path, overlay: &Overlay, findings: &mut [Finding]) {
    let mut store = crate::archive::store::Store::new(root);
    for (path, bytes) in overlay.files() {
        store.keep(path.into(), String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').into());
    }
    store.place(findings);
}
