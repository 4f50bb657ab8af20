//! `kehu plan show`: 客户计划 under the headings of 第十五条 (`000_492afcb71e7a325f.txt`), with 附表6 and both 附表7, on a page:
//! what was planned, and what has come of it by the day.

mod forms;
mod sections;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::archive::Doc;
use crate::form::plan::Plan;
use crate::say;
use crate::words::shell_word;

use super::sheet::{Block, Pair, Sheet};
use super::show::Source;

/// What the page is made from.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The customer, the day, what could not be read.
    pub source: Source<'a>,
    /// The plan; none where nothing of it could be read.
    pub plan: Option<&'a Doc<Plan>>,
    /// Its year.
    pub year: i32,
}

/// The plan: all of it, or its summary alone (第十五条 1: 可以与客户计划的其他部分分开呈送).
#[must_use]
pub fn sheet(page: &Page<'_>, summary_only: bool) -> Sheet {
    let mut sheet = Sheet::new(page.title());
    let Some(doc) = page.plan else {
        page.source.left_out(&mut sheet);
        return sheet;
    };
    if summary_only {
        sections::summary(page, &doc.record, &mut sheet);
    } else {
        sheet.push(Block::Pairs(page.head(&doc.record)));
        sections::all(page, &doc.record, &mut sheet);
        forms::contacts(page, &doc.record, &mut sheet);
        forms::actions(page, &doc.record, &mut sheet);
        forms::revenue(page, &doc.record, &mut sheet);
        forms::revisions(page, &doc.record, &mut sheet);
    }
    page.source.left_out(&mut sheet);
    sheet
}

/// What to do next about the plan, as commands.
#[must_use]
pub fn hints(page: &Page<'_>) -> Vec<String> {
    let Some(doc) = page.plan.filter(|doc| doc.whole) else { return Vec::new() };
    let (lang, year, id) = (page.source.lang(), page.year, shell_word(&page.source.customer.id));
    let mut out = Vec::new();
    if let Some(key) = sections::first_blank(&doc.record) {
        let blank = lang.join(sections::blank(&doc.record, lang));
        out.push(say!(
            lang,
            "还没有写：{blank}。用 `kehu set {id}/plan/{year} plan.{key}=…` 填写，或在编辑器中写",
            "not written yet: {blank}; fill in by `kehu set {id}/plan/{year} plan.{key}=…`, or in an editor"
        ));
    } else if page.approved(&doc.record).is_none() {
        out.push(say!(
            lang,
            "计划还没有批准：批准后用 `kehu plan approve {id} --year {year} --by 批准人` 登记",
            "the plan is not approved: enter the approval by `kehu plan approve {id} --year {year} --by STAFF`"
        ));
    }
    out
}

/// Whether one of the five sections is not written yet.
#[must_use]
pub fn is_draft(plan: &Plan) -> bool {
    sections::first_blank(plan).is_some()
}

impl<'a> Page<'a> {
    fn title(&self) -> String {
        let profile = self.source.customer.profile.as_ref();
        let unit = profile.and_then(|doc| doc.record.unit_name.get()).map(|name| name.to_string());
        let (unit, year) = (unit.unwrap_or_else(|| self.source.customer.called().to_owned()), self.year);
        say!(self.source.lang(), "{unit} {year} 年客户计划", "Customer plan {year} of {unit}")
    }

    /// The day on which the plan is measured: the run's day while its year lasts, its last day afterwards; none before it has begun.
    fn measured_on(&self) -> Option<NaiveDate> {
        match self.year.cmp(&self.source.today.year()) {
            std::cmp::Ordering::Equal => Some(self.source.today),
            std::cmp::Ordering::Less => NaiveDate::from_ymd_opt(self.year, 12, 31),
            std::cmp::Ordering::Greater => None,
        }
    }

    /// The day of its approval, if that has come.
    fn approved(&self, plan: &Plan) -> Option<NaiveDate> {
        plan.approved_on.value().filter(|on| *on <= self.source.today)
    }

    /// Who wrote, guided, approved and filed it.
    fn head(&self, plan: &Plan) -> Vec<Pair> {
        let (source, lang) = (&self.source, self.source.lang());
        let none = || say!(lang, "没有写明", "not stated");
        let author = Some(source.value(&plan.author)).filter(|name| !name.is_empty()).unwrap_or_else(none);
        let author = match source.value(&plan.guided_by) {
            nobody if nobody.is_empty() => author,
            guide => say!(lang, "{author}（{guide}指导）", "{author} (guided by {guide})"),
        };
        let filed = plan.filed_on.value().filter(|day| *day <= source.today);
        let filed = filed.map_or_else(|| say!(lang, "还没有归档", "not filed yet"), |day| day.to_string());
        vec![
            Pair::new(say!(lang, "编制", "Written by"), author),
            Pair::new(say!(lang, "批准", "Approval"), self.approval(plan)),
            Pair::new(say!(lang, "归档", "Filed"), filed),
        ]
    }

    /// 吴芳，2025-12-22；此后调整 1 次，见「调整记录」
    fn approval(&self, plan: &Plan) -> String {
        let (source, lang) = (&self.source, self.source.lang());
        let by = source.value(&plan.approved_by);
        let Some(on) = self.approved(plan) else {
            return match (plan.approved_on.value(), by.is_empty()) {
                (Some(later), _) => say!(lang, "还没有批准（登记的批准日期是 {later}）", "not approved yet (the day entered is {later})"),
                (None, false) => say!(lang, "还没有批准（写有批准人{by}，没有批准日期）", "not approved yet ({by} is named, but no day)"),
                (None, true) => say!(lang, "还没有批准", "not approved yet"),
            };
        };
        let text = match by.is_empty() {
            true => say!(lang, "{on}，没有写明批准人", "{on}, nobody is named"),
            false => say!(lang, "{by}，{on}", "{by}, {on}"),
        };
        let later = |day: NaiveDate| day > on && day <= source.today;
        let count = forms::revised(plan).filter(|one| one.date.value().is_some_and(later)).count();
        match count {
            0 => text,
            _ => say!(lang, "{text}；此后调整 {count} 次，见「调整记录」", "{text}; adjusted since, see the revisions ({count})"),
        }
    }
}
