//! `kehu report monthly`, `kehu report quarterly`: the index page, or a folder with it and the parts.

use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;

use super::folder::{self, There};
use super::{place, post};
use crate::analysis::snapshot::Because;
use crate::cli::args::{Format, ReportArgs};
use crate::cli::progress::Watcher;
use crate::cli::{CliError, Cx, Exit, Globals, sheets, tables};
use crate::git::repo::Repo;
use crate::git::{self, history};
use crate::model::period::PeriodKind;
use crate::render::chart;
use crate::render::mail::Recipient;
use crate::render::sheet::{SheetFormat, SheetStyle};
use crate::render::table::Table;
use crate::report::numbered::pack::{self, Pack, Part};
use crate::report::numbered::{self, Ask, Made, Spec};
use crate::report::sheet::{Block, Link, Pair, Sheet};
use crate::say;
use crate::words::{Lang, refusal, shell_word, words};

/// In which formats each part is written, and what the links to them say.
const FORMATS: [(SheetFormat, &str); 3] = [(SheetFormat::Html, "HTML"), (SheetFormat::Csv, "CSV"), (SheetFormat::Xlsx, "XLSX")];

/// Where a pack comes to lie.
pub(super) struct Place {
    /// As it was asked for, with what was added.
    shown: PathBuf,
    full: PathBuf,
    about: String,
}

/// Where the pack goes to; none: to standard output or into a file. Refused when what lies there is something else.
pub(super) fn place(spec: &Spec, args: &ReportArgs, when: &super::When, globals: &Globals, cx: &Cx<'_>) -> Result<Option<Place>> {
    let lang = cx.lang;
    let kind = if spec.name == "quarterly" { PeriodKind::Quarter } else { PeriodKind::Month };
    if when.period.kind() != kind {
        let (period, title) = (when.period.label(lang), spec.title.get(lang));
        let error = CliError::user(match kind {
            PeriodKind::Quarter => {
                say!(lang, "{title}按季度：{period}不是一个季度", "the quarterly pack is of a quarter: {period} is none")
            }
            _ => say!(lang, "{title}按月份：{period}不是一个月份", "the monthly pack is of a month: {period} is none"),
        });
        let hint = match kind {
            PeriodKind::Quarter => say!(
                lang,
                "写成 `--period 2026-Q2`；一个月的用 `kehu report monthly`",
                "write `--period 2026-Q2`; that of a month is `kehu report monthly`"
            ),
            _ => say!(
                lang,
                "写成 `--period 2026-06`；一个季度的用 `kehu report quarterly`",
                "write `--period 2026-06`; that of a quarter is `kehu report quarterly`"
            ),
        };
        return Err(error.hint(hint).into());
    }
    let Some(path) = globals.output.as_ref().filter(|path| !args.mail_format && !is_file(path)) else { return Ok(None) };
    let query: String = args.query.iter().map(|word| format!(" {}", word.replace(char::is_control, " "))).collect();
    let about = format!("{} {}{query}", spec.name, when.period);
    let name = format!("{}-{}", when.period, spec.name);
    let full = cx.env.cwd.join(path);
    let look = |path: &Path| folder::look(path).map_err(|error| unreadable(path, &error, lang));
    let below = match look(&full)? {
        There::Ours(..) | There::File => false,
        There::Folder => true,
        There::Nothing => place::is_folder(path, cx) && !full.is_dir() || ends_as_folder(path),
    };
    let (shown, full) = if below { (path.join(&name), full.join(&name)) } else { (path.clone(), full) };
    match look(&full)? {
        There::Nothing => {}
        There::Ours(other, extra) if other == about && extra.is_empty() => {}
        There::Ours(other, extra) => return Err(taken(&shown, (other != about).then_some(&other), &extra, lang).into()),
        There::Folder | There::File => return Err(in_the_way(&shown, lang).into()),
    }
    Ok(Some(Place { shown, full, about }))
}

fn ends_as_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// A name that ends as a file of one of the formats: the index page alone goes there.
fn is_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    !ends_as_folder(path) && ending.and_then(Format::of_extension).is_some() && !path.is_dir()
}

fn unreadable(path: &Path, error: &std::io::Error, lang: Lang) -> CliError {
    let (path, why) = (path.display(), refusal(error, lang));
    CliError::system(say!(lang, "不能读取 `{path}`：{why}", "cannot read `{path}`: {why}"))
}

fn taken(path: &Path, other: Option<&String>, extra: &[String], lang: Lang) -> CliError {
    let shown = path.display();
    let error = match other {
        Some(other) => {
            say!(lang, "`{shown}` 里是另一份资料包（{other}），没有改动", "`{shown}` holds another pack ({other}); nothing was changed")
        }
        None => {
            let names = lang.join(extra.iter().take(5));
            say!(
                lang,
                "`{shown}` 里有不属于这份资料包的文件：{names}；没有改动",
                "`{shown}` holds files that are not of this pack: {names}; nothing was changed"
            )
        }
    };
    let hint = match other {
        Some(_) => say!(
            lang,
            "在 `-o` 后写另一个文件夹；写 `-o reports/` 会各按期间建立文件夹",
            "name another folder after `-o`; `-o reports/` makes a folder for each period"
        ),
        None => say!(lang, "先把它们移到别处，或在 `-o` 后写另一个文件夹", "move them elsewhere first, or name another folder after `-o`"),
    };
    CliError::user(error).hint(hint)
}

fn in_the_way(path: &Path, lang: Lang) -> CliError {
    let shown = path.display();
    let error = say!(lang, "`{shown}` 已经存在，不是资料包，没有改动", "`{shown}` is there already and is no pack; nothing was changed");
    CliError::user(error).hint(say!(lang, "在 `-o` 后写另一个文件夹", "name another folder after `-o`"))
}

/// Makes the pack.
pub(super) fn run(
    ask: &Ask<'_>,
    place: Option<Place>,
    to: Vec<Recipient>,
    about: &About<'_>,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let args = about.args;
    let made = {
        let watch = Watcher::new(globals, cx).named(words("生成报告", "making reports").get(cx.lang)).watch();
        let specs = pack::parts(ask.spec).unwrap_or_default();
        watch.counter().begin(specs.len());
        let part = |spec| {
            let made = pack::part(spec, ask);
            watch.counter().step();
            made
        };
        specs.into_iter().map(part).collect()
    };
    let pack = Pack::new(ask, made);
    let style = sheets::style(ask.loaded.world.unit, super::PAPER, &args.shown, globals, cx);
    let summary = super::summary(ask, &Made { summary: pack.summary(), ..Made::default() });
    let end = about.colophon(ask);
    match place {
        Some(place) => {
            let files = files(&pack, ask, end, &style);
            folder::write(&place.full, &place.about, &files).map_err(|error| cannot(&place.shown, &error, cx.lang))?;
            let (path, count) = (place.shown.display(), files.len());
            cx.ui.notice(say!(
                cx.lang,
                "已写入 {path}：{count} 个文件，从 index.html 看起",
                "written: {path}, {count} files; begin with index.html"
            ));
        }
        None if args.mail_format => post::deliver(&[pack.page(&|_| Vec::new(), end)], &summary, to, &style, globals, cx)?,
        None => {
            let format = sheets::format(globals.format(Format::REPORTS)?);
            let page = if ask.machine { pack.machine() } else { pack.page(&|_| Vec::new(), end) };
            sheets::deliver(&[page], format, &style, globals, cx)?;
        }
    }
    cx.ui.notice(summary);
    let exit = tables::name_unread(&Table { unread: pack.unread(), ..Table::default() }, cx);
    Ok(if args.exit_code && pack.open() > 0 { Exit::Findings } else { exit })
}

fn cannot(path: &Path, error: &std::io::Error, lang: Lang) -> CliError {
    let (path, why) = (path.display(), refusal(error, lang));
    CliError::system(say!(lang, "不能写入 `{path}`：{why}", "cannot write `{path}`: {why}"))
}

/// R-03-statistics
fn stem(spec: &Spec) -> String {
    format!("{}-{}", spec.id(), spec.name)
}

/// Every file of the folder, the index pages first.
fn files(pack: &Pack<'_>, ask: &Ask<'_>, end: Vec<Block>, style: &SheetStyle) -> Vec<(String, Vec<u8>)> {
    // Made one after the other, written side by side: that is what takes long.
    let machine: Vec<Made> = pack.parts.iter().map(|part| (part.spec.make)(&pack::ask_of(part.spec, ask, true))).collect();
    let of_part = |(part, machine): (&Part, &Made)| part_files(part, machine, style);
    let parts: Vec<Vec<(String, Vec<u8>)>> = pack.parts.par_iter().zip(&machine).map(of_part).collect();
    let alone = |table: Table| Sheet { blocks: vec![Block::Table(table)], ..Sheet::default() };
    let csv = |name: &str, table: Table| place::of_format(name, &[alone(table)], SheetFormat::Csv, style);
    let further = [csv("owes", pack.owes()), csv("compare", pack.changes())].concat();
    let link = |name: &str| Link { label: label(name), href: name.to_owned() };
    let links = |name: &str| -> Vec<Link> {
        let at = pack.parts.iter().position(|part| part.spec.name == name);
        match at.and_then(|at| parts.get(at)) {
            Some(files) => files.iter().map(|(name, _)| link(name)).collect(),
            None => vec![link(&format!("{name}.csv"))],
        }
    };
    let page = [pack.page(&links, end)];
    let index = [SheetFormat::Html, SheetFormat::Markdown].map(|format| place::of_format("index", &page, format, style));
    index.into_iter().flatten().chain(parts.into_iter().flatten()).chain(further).collect()
}

/// HTML, CSV, XLSX, SVG; of further tables and pictures which one it is.
fn label(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let further = stem.splitn(4, '-').nth(3).filter(|_| stem.starts_with("R-"));
    let ending = ending.to_uppercase();
    match further.filter(|rest| rest.split('-').any(|word| word.parse::<u8>().is_ok())) {
        Some(rest) => {
            let at = rest.split('-').position(|word| word.parse::<u8>().is_ok()).unwrap_or(0);
            let which = rest.split('-').skip(at + 1).collect::<Vec<_>>().join(" ");
            if which.is_empty() { ending } else { format!("{ending} {which}") }
        }
        None => ending,
    }
}

fn part_files(part: &Part, machine: &Made, style: &SheetStyle) -> Vec<(String, Vec<u8>)> {
    let stem = stem(part.spec);
    let mut out = Vec::new();
    for (format, _) in FORMATS {
        let pages = if format.is_machine() { &machine.pages } else { &part.made.pages };
        // A build without workbooks writes none.
        out.extend(place::of_format(&stem, pages, format, style).into_iter().filter(|(_, bytes)| format.is_machine() || !bytes.is_empty()));
    }
    let charts = part.made.pages.iter().flat_map(|page| &page.blocks).filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    out.extend(charts.enumerate().map(|(at, chart)| {
        let further = if at == 0 { String::new() } else { format!("-{}", at + 1) };
        (format!("{stem}{further}.svg"), chart::svg(chart, style.lang).into_bytes())
    }));
    out
}

/// What a pack says of itself at its end.
pub(super) struct About<'a> {
    /// The command line.
    pub(super) args: &'a ReportArgs,
    /// Options that change what it says.
    pub(super) globals: &'a Globals,
    /// The archive's files: commit and what is not committed.
    pub(super) revision: Result<(String, usize), Because>,
}

/// The commit of an archive at the top of its repository, and how many of its documents are not committed so.
pub(super) fn revision(repo: &Repo) -> Result<(String, usize), Because> {
    match repo.is_top() {
        Ok(true) => {}
        Ok(false) => return Err(Because::Within),
        Err(_) => return Err(Because::NoRepository),
    }
    let head = history::head(&repo.folder).ok_or(Because::Early)?;
    // Without a work tree there is nothing to commit.
    let changed = if repo.is_bare() { Vec::new() } else { git::changed(&repo.folder).unwrap_or_default() };
    Ok((head, changed.iter().filter(|path| is_document(path)).count()))
}

/// Whether the archive is read from it: reports that lie beside are not.
fn is_document(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let alone = ["kehu.", "staff.", "holidays."].iter().any(|stem| path.starts_with(stem));
    alone || first == "customers" || crate::archive::DocKind::FORMS.iter().any(|kind| kind.folder() == Some(first))
}

impl About<'_> {
    /// Period, day, revision, and the command that makes it again.
    fn colophon(&self, ask: &Ask<'_>) -> Vec<Block> {
        let lang = ask.lang();
        let revision = match &self.revision {
            Err(Because::Early) => say!(lang, "无（还没有提交）", "none (nothing is committed yet)"),
            Err(because) => say!(lang, "无（{}）", "none ({})", because.words().get(lang)),
            Ok((commit, 0)) => commit.clone(),
            Ok((commit, changed)) => {
                say!(lang, "{commit}，另有 {changed} 份文件未提交", "{commit}, and {changed} documents that are not committed")
            }
        };
        let pairs = vec![
            Pair::new(say!(lang, "期间", "Period"), ask.period.to_string()),
            Pair::new(say!(lang, "截至", "As of"), ask.day.to_string()),
            Pair::new(say!(lang, "档案版本", "Revision"), revision),
            Pair::new(say!(lang, "重新生成", "Made by"), format!("`{}`", self.command(ask))),
        ];
        vec![Block::Heading(say!(lang, "关于这份资料", "About this pack")), Block::Pairs(pairs)]
    }

    fn command(&self, ask: &Ask<'_>) -> String {
        let mut words = vec!["kehu report".to_owned(), ask.spec.name.to_owned()];
        words.extend(self.args.query.iter().map(|word| shell_word(word)));
        words.push(format!("--period {}", ask.period));
        if numbered::judged_on(ask.period, chrono::NaiveDate::MAX, ask.spec.grace) != ask.day {
            words.push(format!("--as-of {}", ask.day));
        }
        if let Some(asked) = self.globals.asked_lang {
            words.push(format!("--lang {}", if asked == Lang::Zh { "zh" } else { "en" }));
        }
        if let Some(round) = self.args.shown.round {
            words.push(format!("--round {round}"));
        }
        if let Some(unit) = self.args.shown.unit {
            words.push(format!("--unit {}", crate::cli::args::Key::key(&unit)));
        }
        words.push(format!("-o {}-{}", ask.period, ask.spec.name));
        words.join(" ")
    }
}
