//! `--baseline`, `--write-baseline`: what is known is left out, what is settled is named, what is found becomes known.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::since::Since;
use super::{CliError, Cx};
use crate::archive::Loaded;
use crate::edit::Refusal;
use crate::edit::disk::single::{self, Original};
use crate::findings::baseline::{Baseline, DEFAULT_NAME, Entry, Fault};
use crate::findings::{Accepted, Suppressed, fingerprints, fingerprints_of};
use crate::say;
use crate::source::limits;
use crate::words::{Lang, shell_word};

/// Settled entries that are named; with `-v` all of them are.
const NAMED: usize = 10;

/// A file that a baseline is, or becomes.
struct Place {
    /// As it was asked for.
    shown: String,
    path: PathBuf,
    /// What it was; none for one that is not there yet.
    old: Option<(Original, Baseline)>,
}

/// What the command line says of baselines.
#[derive(Default)]
pub(crate) struct Known {
    read: Option<Place>,
    write: Option<Place>,
    /// `--new-since`.
    since: Option<Since>,
    /// The whole archive is judged, by every rule: an entry that nothing matches is settled.
    whole: bool,
}

/// Findings after the baseline: what counts stays with the archive.
#[derive(Default)]
pub(crate) struct Settled {
    /// Fingerprints of what counts.
    pub(crate) prints: Vec<String>,
    /// What does not count.
    pub(crate) suppressed: Vec<(Suppressed, String)>,
    /// What is said of it at the end.
    notices: Vec<String>,
    details: Vec<String>,
    /// The baseline was written in this run.
    wrote: bool,
    /// How many the merge base had already.
    since: usize,
}

impl Known {
    /// Reads the baselines that are named, before anything is judged. `write` is asked for with a file, or without.
    ///
    /// # Errors
    /// When one is not there, cannot be read or is none; when only a part of the archive would be written.
    pub(crate) fn open(baseline: Option<&Path>, write: Option<Option<&Path>>, root: &Path, whole: bool, cx: &Cx<'_>) -> Result<Self> {
        let lang = cx.lang;
        if write.is_some() && !whole {
            let error = CliError::user(say!(
                lang,
                "基线要包含整个档案的问题，不能只写一部分",
                "a baseline holds the findings of the whole archive, not of a part"
            ));
            let hint = say!(
                lang,
                "写基线时不要加条件、`--rule` 和 `--level`",
                "leave out the query, `--rule` and `--level` when writing a baseline"
            );
            return Err(error.hint(hint).into());
        }
        let read = baseline.map(|path| Place::open(path, root, cx)).transpose()?;
        let write = match write {
            Some(Some(path)) => Some(Place::open(path, &cx.env.cwd, cx)?),
            Some(None) => Some(match baseline {
                Some(path) => Place::open(path, root, cx)?,
                None => Place::at(DEFAULT_NAME.to_owned(), root.join(DEFAULT_NAME), lang)?,
            }),
            None => None,
        };
        if let Some(missing) = read.as_ref().filter(|place| place.old.is_none() && write.is_none()) {
            let (shown, word) = (&missing.shown, shell_word(&missing.shown));
            let error = CliError::user(say!(lang, "没有基线 `{shown}`", "there is no baseline `{shown}`"));
            let hint = say!(
                lang,
                "用 `kehu audit --write-baseline={word}` 把现有的问题写成基线",
                "write what is found now as one: `kehu audit --write-baseline={word}`"
            );
            return Err(error.hint(hint).into());
        }
        Ok(Self { read, write, since: None, whole })
    }

    /// The same, with what the merge base had.
    pub(crate) fn since(self, since: Option<Since>) -> Self {
        Self { since, ..self }
    }

    /// Takes out of the archive's findings what is known, and writes the new baseline when that was asked for.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn settle(&self, loaded: &mut Loaded, lang: Lang) -> Result<Settled> {
        let mut out = Settled { prints: fingerprints(&loaded.findings), ..Settled::default() };
        let ignored = std::mem::take(&mut loaded.ignored);
        let prints = fingerprints_of(ignored.iter().map(|one| &one.finding));
        out.suppressed = ignored.into_iter().zip(prints).collect();
        if let Some(place) = &self.write {
            let new = Baseline::of(&loaded.findings);
            out.notices.extend(place.write(&new, loaded.unread.len(), lang)?);
            out.wrote = true;
            out.take(&new, loaded);
        } else if let Some((place, (_, baseline))) = self.read.as_ref().and_then(|place| Some((place, place.old.as_ref()?))) {
            let settled = out.take(baseline, loaded);
            if self.whole {
                let settled = settled.into_iter().filter(|entry| could_be_judged(entry, loaded)).collect::<Vec<_>>();
                out.tell_settled(&settled, &place.shown, loaded.findings.is_empty(), lang);
            }
        }
        if let Some(Since { shown, commit, known }) = &self.since {
            let before = out.suppressed.len();
            let gone = out.take(known, loaded).len();
            let (left, new) = (out.suppressed.len() - before, loaded.findings.len());
            out.since = left;
            let line = say!(
                lang,
                "与 {shown} 的共同祖先 {commit} 相比：新增 {new} 处；原有 {left} 处，不列出，也不影响退出状态",
                "compared with {commit}, the merge base with {shown}: {new} new; {left} were there before and are neither listed nor counted"
            );
            // Of a part of the archive nobody can say what is settled.
            let line = match gone {
                gone if self.whole && gone > 0 => say!(lang, "{line}；解决 {gone} 处", "{line}; {gone} settled"),
                _ => line,
            };
            out.notices.push(line);
        }
        Ok(out)
    }
}

impl Place {
    /// A path of the command line: relative to the current folder, or to the archive's when it lies there.
    fn open(path: &Path, root: &Path, cx: &Cx<'_>) -> Result<Self> {
        let here = cx.env.cwd.join(path);
        let full = [here.clone(), root.join(path)].into_iter().find(|full| full.exists()).unwrap_or(here);
        Self::at(path.display().to_string(), full, cx.lang)
    }

    fn at(shown: String, path: PathBuf, lang: Lang) -> Result<Self> {
        let old = if path.symlink_metadata().is_ok() {
            let (folder, name) = parts(&path);
            let original = Original::read(folder, &name).map_err(|refusal| refused(&shown, &refusal, lang))?;
            let baseline = text(original.bytes()).and_then(Baseline::parse).map_err(|fault| no_baseline(&shown, fault, lang))?;
            Some((original, baseline))
        } else {
            None
        };
        Ok(Self { shown, path, old })
    }

    /// Writes the new baseline in its place, and says what is in it.
    fn write(&self, new: &Baseline, unread: usize, lang: Lang) -> Result<Vec<String>> {
        let text = new.text();
        let shown = &self.shown;
        if text.len() > limits::MAX_BYTES {
            let count = new.entries.len();
            let error = CliError::user(say!(
                lang,
                "没有写入 `{shown}`：{count} 处太多，一份基线放不下",
                "`{shown}` was not written: {count} findings are too many for a baseline"
            ));
            let hint = say!(lang, "先在 `kehu.toml` 的 [rules] 里关闭一些规则", "switch off some rules in [rules] of `kehu.toml` first");
            return Err(error.hint(hint).into());
        }
        let old = self.old.as_ref().map(|(_, old)| old);
        let done = match &self.old {
            Some((original, _)) if original.bytes() == text.as_bytes() => Ok(()),
            Some((original, _)) => original.replace(text.as_bytes()),
            None => {
                let (folder, name) = parts(&self.path);
                single::create(folder, &name, text.as_bytes())
            }
        };
        done.map_err(|refusal| refused(shown, &refusal, lang))?;
        let count = new.entries.len();
        let mut out = vec![match old {
            Some(old) => {
                let (more, less) = (new.beyond(old), old.beyond(new));
                say!(
                    lang,
                    "已写入 {shown}：{count} 处，新增 {more}，去掉 {less}",
                    "wrote {shown}: {count} findings, {more} new, {less} gone"
                )
            }
            None => say!(lang, "已写入 {shown}：{count} 处", "wrote {shown}: {count} findings"),
        }];
        if unread > 0 {
            out.push(say!(
                lang,
                "有 {unread} 份文件未能读取，其中的问题不在基线里",
                "{unread} documents could not be read; what is in them is not in the baseline"
            ));
        }
        Ok(out)
    }
}

impl Settled {
    /// Moves what the baseline knows out of what counts; gives the entries that nothing matches.
    fn take<'b>(&mut self, baseline: &'b Baseline, loaded: &mut Loaded) -> Vec<&'b Entry> {
        let (known, settled) = baseline.compare(&self.prints);
        let findings = std::mem::take(&mut loaded.findings).into_iter().zip(std::mem::take(&mut self.prints));
        for ((finding, print), known) in findings.zip(known) {
            if known {
                self.suppressed.push((Suppressed { finding, accepted: Accepted::Baseline }, print));
            } else {
                loaded.findings.push(finding);
                self.prints.push(print);
            }
        }
        settled
    }

    /// Names entries that can be taken out of the baseline.
    fn tell_settled(&mut self, settled: &[&Entry], shown: &str, clean: bool, lang: Lang) {
        if settled.is_empty() {
            return;
        }
        let count = settled.len();
        self.notices.push(say!(lang, "基线 {shown} 中有 {count} 处已解决：", "{count} entries of the baseline {shown} are settled:"));
        let line = |entry: &&Entry| {
            let words =
                [entry.rule.as_str(), &entry.path, &entry.about, &entry.fingerprint].map(|word| word.replace(char::is_control, " "));
            format!("  {}", words.iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        self.notices.extend(settled.iter().take(NAMED).map(line));
        self.details.extend(settled.iter().skip(NAMED).map(line));
        let more = count.saturating_sub(NAMED);
        if more > 0 {
            self.notices.push(say!(lang, "  另有 {more} 处（`-v` 全部列出）", "  and {more} more (`-v` names all)"));
        }
        let word = shell_word(shown);
        self.notices.push(if clean {
            say!(
                lang,
                "用 `kehu audit --baseline {word} --write-baseline` 缩小基线",
                "shrink the baseline: `kehu audit --baseline {word} --write-baseline`"
            )
        } else {
            // Written anew it would take in what is new as well.
            say!(
                lang,
                "从基线中删去这些行；另有新的问题，重写会把它们也记入",
                "delete these lines from it; written anew it would take in what is new as well"
            )
        });
    }

    /// Says at the end of the run what is to be said. `told`: the report itself tells how many are known.
    pub(crate) fn tell(&self, told: bool, cx: &mut Cx<'_>) {
        let known = self.suppressed.iter().filter(|(one, _)| one.accepted == Accepted::Baseline).count().saturating_sub(self.since);
        // What was just written says it itself.
        if known > 0 && !told && !self.wrote {
            cx.ui.notice(say!(
                cx.lang,
                "另有 {known} 处在基线中，不列出，也不影响退出状态",
                "{known} findings of the baseline are neither listed nor counted"
            ));
        }
        for line in &self.notices {
            cx.ui.notice(line);
        }
        for line in &self.details {
            cx.ui.detail(|| line.clone());
        }
    }
}

/// Whether the finding of an entry would have been found, were it still there.
fn could_be_judged(entry: &Entry, loaded: &Loaded) -> bool {
    let unread = loaded.unread.iter().any(|one| *one.path == *entry.path);
    let skipped = |one: &crate::rules::engine::NotJudged| {
        one.rule == entry.rule && one.customer.as_deref().is_none_or(|customer| customer == entry.customer)
    };
    !unread && !loaded.not_judged.iter().any(skipped)
}

/// The folder and the name of a file.
fn parts(path: &Path) -> (&Path, String) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder, path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

fn text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Fault::Line(u32::try_from(before).unwrap_or(u32::MAX - 1) + 1)
    })
}

fn refused(shown: &str, refusal: &Refusal, lang: Lang) -> CliError {
    let why = refusal.words(lang);
    CliError::system(say!(lang, "基线 `{shown}`：{why}", "the baseline `{shown}`: {why}"))
}

/// The file is there, and no baseline: neither trusted nor written over.
fn no_baseline(shown: &str, fault: Fault, lang: Lang) -> CliError {
    let word = shell_word(shown);
    match fault {
        Fault::Other => {
            let error = CliError::user(say!(lang, "`{shown}` 不是基线", "`{shown}` is no baseline"));
            let hint = say!(
                lang,
                "核对文件名；`--write-baseline=FILE` 只写新文件，或改写已有的基线",
                "check the name; `--write-baseline=FILE` writes a new file, or over a baseline"
            );
            error.hint(hint)
        }
        Fault::Line(line) => {
            let error = CliError::user(say!(
                lang,
                "`{shown}` 不是完好的基线：第 {line} 行读不懂",
                "`{shown}` is no sound baseline: line {line} cannot be understood"
            ));
            let hint = say!(
                lang,
                "改正这一行（也可能是合并冲突的标记）；或者删去这个文件，用 `kehu audit --write-baseline={word}` 重写",
                "mend that line (it may be a mark of a merge conflict); or delete the file and write it anew by `kehu audit --write-baseline={word}`"
            );
            error.hint(hint)
        }
        Fault::Version(version) => {
            let message = say!(
                lang,
                "基线 `{shown}` 是第 {version} 版，这个 kehu 只认识第 1 版",
                "the baseline `{shown}` has version {version}; this kehu knows version 1"
            );
            CliError::user(message).hint(say!(lang, "请升级 kehu", "use a newer kehu"))
        }
    }
}
