//! What a change would bring: the touched customers and documents are read again, as they are and as they would be, and what is found
//! then and not before is told apart into faults of the documents' own values, for which nothing is written, and next steps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::change::Change;
use crate::archive::load::{self, Judge};
use crate::archive::{CustomerFolder, DocKind, one};
use crate::discover::overlay::Overlay;
use crate::discover::{self, Found, Ignored};
use crate::findings::{Finding, Level, fingerprints};
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

/// Judges a change on `today`, in the language of the run.
///
/// # Errors
/// When the customers' folders cannot be listed.
pub fn judge(root: &Path, change: &Change, today: NaiveDate, lang: Lang) -> std::io::Result<Verdict> {
    let overlay = Overlay::new(change.files.iter().map(|file| (file.path.clone(), file.now.clone())));
    let ignored = Ignored::new(root);
    let touched: BTreeSet<String> = overlay.customers().map(str::to_owned).collect();
    let (mut before, _) = findings(root, &Overlay::default(), &touched, change, &ignored, today, lang)?;
    let (after, folders) = findings(root, &overlay, &touched, change, &ignored, today, lang)?;
    for finding in &mut before {
        follow(finding, &change.moved);
    }
    let mut known: BTreeMap<String, Finding> = fingerprints(&before).into_iter().zip(before).collect();
    let mut verdict = Verdict { after: folders, ..Verdict::default() };
    let prints = fingerprints(&after);
    for (print, finding) in prints.into_iter().zip(after) {
        if known.remove(&print).is_some() {
            continue;
        }
        // A value that may well be meant as it stands is only questioned.
        let is_question = finding.rule == "F7B-04" && finding.level != Level::Error;
        let own = !is_question && (finding.of_value || FORMULAS.contains(&finding.rule));
        let here = change.files.iter().any(|file| *file.path == *finding.path);
        if own && here { verdict.refused.push(finding) } else { verdict.steps.push(finding) }
    }
    verdict.settled = known.into_values().collect();
    Ok(verdict)
}

/// A finding of a document that was moved is the same at its new place.
fn follow(finding: &mut Finding, moved: &[(String, String)]) {
    let Some((_, to)) = moved.iter().find(|(from, _)| **from == *finding.path) else { return };
    finding.path = to.as_str().into();
    if finding.customer.is_some()
        && let Some((id, _)) = to.strip_prefix("customers/").and_then(|rest| rest.split_once('/'))
    {
        finding.customer = Some(id.into());
    }
}

fn findings(
    root: &Path,
    overlay: &Overlay,
    touched: &BTreeSet<String>,
    change: &Change,
    ignored: &Ignored,
    today: NaiveDate,
    lang: Lang,
) -> std::io::Result<(Vec<Finding>, Vec<CustomerFolder>)> {
    let base = load::base_with(root, Some(lang), lang, overlay.clone());
    let (mut world, mut out) = (base.world, base.findings);
    let at_root = change.paths().any(|path| !path.contains('/'));
    if at_root {
        out.extend(crate::policy::review::review(&world));
        place(root, overlay, &mut out);
    } else {
        out.clear();
    }
    let registers = registers(root, overlay, change);
    name_customers(root, overlay, touched, !registers.is_empty(), ignored, &mut world)?;
    let mut folders = Vec::new();
    for id in touched {
        if !one::exists(root, id, ignored) && !overlay.customers().any(|other| other == id) {
            continue;
        }
        let (folder, mut found) = load::judge_one(root, &world, id, ignored, Judge::Audit(today));
        out.append(&mut found);
        folders.push(folder);
    }
    out.append(&mut load::judge_registers(root, &world, &registers));
    Ok((out, folders))
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
    let mut ids = touched.clone();
    if all {
        ids.extend(discover::customers(root, ignored)?);
        ids.extend(overlay.customers().map(str::to_owned));
    }
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
