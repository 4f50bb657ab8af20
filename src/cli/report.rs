//! Delivers findings: in the format asked for, with the exit status that they mean.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{Format as Asked, JudgeArgs, Key};
use super::baseline::Known;
use super::{Cx, Exit, Globals};
use crate::archive::{CustomerFolder, Loaded};
use crate::findings::sink;
use crate::render::findings::{self as render, About, Format, Report};
use crate::render::table::TableStyle;
use crate::render::tables::{self, TableFormat};
use crate::say;

/// Where findings go when no file is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Standard output.
    Data,
    /// Standard error: something else is the data of this run.
    Words,
}

/// Writes the findings of a loaded archive, less what is known.
///
/// # Errors
/// When the format is unknown here, or the output or the baseline cannot be written.
pub(crate) fn deliver(
    loaded: &mut Loaded,
    as_of: Option<NaiveDate>,
    judge: &JudgeArgs,
    known: Known,
    stream: Stream,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let asked = globals.format(Asked::FINDINGS)?;
    let format = Format::parse(&asked.key()).unwrap_or_default();
    let fail_on = judge.fail_on.into();
    let mut settled = known.settle(loaded, cx.lang)?;
    let sources = |path: &str| loaded.store.get(path);
    let report = Report {
        findings: &loaded.findings,
        prints: std::mem::take(&mut settled.prints),
        suppressed: &settled.suppressed,
        fail_on,
        as_of,
        unread: &loaded.unread,
        sealed: loaded.customers.iter().map(|folder| folder.sealed.len()).sum(),
        not_judged: &loaded.not_judged,
        files: loaded.files,
        customers: &abouts(loaded),
        sources: &sources,
        lang: cx.lang,
        color: if stream == Stream::Data { cx.ui.color_data() && globals.output.is_none() } else { cx.ui.color_words() },
        width: cx.ui.table_width().and_then(|width| u16::try_from(width).ok()),
    };
    let pieces: Box<dyn Iterator<Item = Vec<u8>> + '_> = if judge.excel && format == Format::Csv {
        let style = TableStyle { lang: cx.lang, excel: true, ..TableStyle::default() };
        Box::new(std::iter::once(tables::render(TableFormat::Csv, &render::table(&loaded.findings), &style)))
    } else {
        render::pieces(format, &report)
    };
    // For people, who may copy a command.
    let typed = |piece: Vec<u8>, cx: &Cx<'_>| match format {
        Format::Text => cx.ui.typed(&String::from_utf8_lossy(&piece)).into_bytes(),
        _ => piece,
    };
    if globals.output.is_some() {
        let all: Vec<Vec<u8>> = pieces.map(|piece| typed(piece, cx)).collect();
        cx.deliver(globals, &all.concat())?;
    } else if stream == Stream::Words {
        let text = pieces.map(|piece| typed(piece, cx)).collect::<Vec<_>>().concat();
        if !text.is_empty() {
            cx.ui.say(String::from_utf8_lossy(&text).trim_end());
        }
    } else {
        for piece in pieces {
            let piece = typed(piece, cx);
            cx.ui.data(piece)?;
        }
    }
    settled.tell(matches!(format, Format::Text | Format::Markdown), cx);
    details(loaded, cx);
    let summary = sink::summary(&loaded.findings).levels;
    Ok(Exit::found(summary.at_least(fail_on) > 0 || !loaded.unread.is_empty()))
}

/// Who the customers are.
fn abouts(loaded: &Loaded) -> Vec<About> {
    let about = |folder: &CustomerFolder| {
        let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
        let manager = manager.map(|staff| loaded.world.staff.names.called(&staff.id).to_owned());
        About { id: folder.id.clone(), name: folder.called().to_owned(), manager: manager.unwrap_or_default() }
    };
    loaded.customers.iter().map(about).collect()
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
