//! Delivers findings: in the format asked for, with the exit status that they mean.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{Format as Asked, Key};
use super::{Cx, Exit, Globals};
use crate::archive::Loaded;
use crate::findings::{Level, sink};
use crate::render::findings::{self as render, Format, Report};
use crate::render::table::TableStyle;
use crate::render::tables::{self, TableFormat};
use crate::say;

/// Writes the findings of a loaded archive.
///
/// # Errors
/// When the format is unknown here or the output cannot be written.
pub(crate) fn deliver(
    loaded: &Loaded,
    as_of: Option<NaiveDate>,
    fail_on: Level,
    excel: bool,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let asked = globals.format(Asked::FINDINGS)?;
    let format = Format::parse(&asked.key()).unwrap_or_default();
    let sources = |path: &str| loaded.store.get(path);
    let report = Report {
        findings: &loaded.findings,
        as_of,
        unread: &loaded.unread,
        sealed: loaded.customers.iter().map(|folder| folder.sealed.len()).sum(),
        not_judged: &loaded.not_judged,
        files: loaded.files,
        customers: loaded.customers.len(),
        sources: &sources,
        lang: cx.lang,
        color: cx.ui.color_data() && globals.output.is_none(),
        width: cx.ui.table_width().and_then(|width| u16::try_from(width).ok()),
    };
    let bytes = if excel && format == Format::Csv {
        let style = TableStyle { lang: cx.lang, excel: true, ..TableStyle::default() };
        tables::render(TableFormat::Csv, &render::table(&loaded.findings), &style)
    } else {
        render::render(format, &report)
    };
    cx.deliver(globals, &bytes)?;
    details(loaded, cx);
    let summary = sink::summary(&loaded.findings);
    Ok(Exit::found(summary.at_least(fail_on) > 0 || !loaded.unread.is_empty()))
}

/// With `-v`: what was read, and which rules were not judged because of what.
fn details(loaded: &Loaded, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let (files, customers) = (loaded.files, loaded.customers.len());
    let millis = cx.started.elapsed().as_millis();
    cx.ui.detail(|| {
        say!(
            lang,
            "读取 {files} 份文件，{customers} 个客户，用时 {millis} 毫秒",
            "read {files} documents of {customers} customers in {millis} ms"
        )
    });
    for one in &loaded.not_judged {
        let customer = one.customer.as_deref().unwrap_or("-");
        cx.ui.detail(|| say!(lang, "没有判定 {}（{customer}）：{}", "not judged: {} ({customer}): {}", one.rule, one.because));
    }
}
