//! CSV with the first seven fields of the JSON object.

use super::Report;
use crate::findings::Finding;
use crate::render::table::{Cell, Column, Table, TableStyle};
use crate::render::tables::{TableFormat, render as render_table};
use crate::words::words;

/// Header and a record a finding.
pub(super) fn render(report: &Report<'_>) -> Vec<u8> {
    let style = TableStyle { lang: report.lang, ..TableStyle::default() };
    render_table(TableFormat::Csv, &table(report.findings), &style)
}

/// The same as a table.
pub(super) fn table(findings: &[Finding]) -> Table {
    let mut table = Table::new(vec![
        Column::new("rule", words("规则", "Rule")),
        Column::new("level", words("级别", "Level")),
        Column::new("customer", words("客户", "Customer")),
        Column::new("path", words("文件", "Path")),
        Column::new("line", words("行", "Line")),
        Column::new("column", words("列", "Column")),
        Column::new("message", words("问题", "Message")),
    ]);
    let row = |finding: &Finding| {
        vec![
            finding.rule.into(),
            finding.level.key().into(),
            finding.customer.as_deref().into(),
            (&*finding.path).into(),
            Cell::Int(finding.start.line.into()),
            Cell::Int(finding.start.column.into()),
            finding.message.as_str().into(),
        ]
    };
    table.rows = findings.iter().map(row).collect();
    table
}
