//! The lists whose columns are not those of one form: customers, key people, orders.

use crate::analysis::contacts::Contacts;
use crate::analysis::coverage;
use crate::archive::CustomerFolder;
use crate::form::Record;
use crate::form::field::AnyField;
use crate::form::key_people::KeyPersonRow;
use crate::form::spec::Target;
use crate::query::matching::Subject;
use crate::render::table::{Cell, Column, Table};
use crate::words::words;

use super::{Maker, customer_cell};

impl Maker<'_> {
    /// The customers: what their documents say, and what follows from them.
    pub(super) fn customers(&mut self) {
        let column = |key: &'static str, zh, en| Column::new(key, words(zh, en));
        let mut out = Table::new(vec![
            column("customer", "编号", "Customer"),
            column("unit_name", "单位名称", "Unit name"),
            column("short_name", "简称", "Short name"),
            column("category", "客户类别", "Category"),
            column("lifecycle", "客户阶段", "Lifecycle"),
            column("tier", "客户层级", "Tier"),
            column("abc_class", "ABC类", "ABC class"),
            column("region", "大区", "Region"),
            column("account_manager", "客户经理", "Account manager"),
            column("key_people", "关键人物", "Key people"),
            column("coverage", "覆盖率", "Coverage"),
            column("last_contact", "最近接触", "Last contact"),
            column("verified_on", "核定日期", "Verified on"),
            column("last_updated", "最近增补", "Last updated"),
        ]);
        for folder in &self.loaded.customers {
            let subject = Subject { world: &self.loaded.world, folder: Some(folder), row: None, today: self.asked.today };
            if self.asked.query.matches(&subject) {
                out.rows.push(self.customer_row(folder));
            }
        }
        self.table = out;
    }

    fn customer_row(&self, folder: &CustomerFolder) -> Vec<Cell> {
        let name = |target: Target, id: &str| self.loaded.world.name_of(target, id);
        let shown = self.shown(&name);
        let today = self.asked.today;
        let record = folder.profile.as_ref().map(|doc| &doc.record);
        let field = |key: &str| {
            let mut cell = Cell::Empty;
            if let Some(record) = record {
                record.each(&mut |spec, field| {
                    if spec.key == key {
                        cell = field.cell(&shown);
                    }
                });
            }
            cell
        };
        let verified = record.and_then(|record| record.newest_verified(today)).map(|(day, _)| day);
        let coverage = coverage::coverage(folder.people_on(Some(today)));
        vec![
            Cell::text(folder.id.to_string()),
            field("unit_name"),
            field("short_name"),
            field("category"),
            field("lifecycle"),
            field("tier"),
            field("abc_class"),
            field("region"),
            field("account_manager"),
            Cell::count(coverage.persons),
            coverage.percent().into(),
            Contacts::of(folder, Some(today)).last().into(),
            verified.into(),
            record.and_then(|record| self.loaded.world.updated_on(&folder.id, record)).map(|update| update.day).into(),
        ]
    }

    /// The key people who are still there.
    pub(super) fn people(&mut self) {
        let column = |key: &'static str, zh, en| Column::new(key, words(zh, en));
        let mut out = Table::new(vec![
            column("customer", "客户", "Customer"),
            column("person", "人物", "Person"),
            column("name", "姓名", "Name"),
            column("title", "职务", "Title"),
            column("role", "角色作用", "Role"),
            column("status", "关系状况", "Status"),
            column("ours", "我方人员", "Ours"),
            column("assessed_on", "评估日期", "Assessed on"),
            column("last_contact", "最近接触", "Last contact"),
        ]);
        for folder in &self.loaded.customers {
            for row in folder.people_on(Some(self.asked.today)) {
                let subject = Subject { world: &self.loaded.world, folder: Some(folder), row: Some(row), today: self.asked.today };
                if self.asked.query.matches(&subject) {
                    out.rows.push(self.person_row(folder, row));
                }
            }
        }
        self.table = out;
    }

    fn person_row(&self, folder: &CustomerFolder, row: &KeyPersonRow) -> Vec<Cell> {
        let name = |target: Target, id: &str| self.loaded.world.name_of(target, id);
        let shown = self.shown(&name);
        let last = Contacts::of(folder, Some(self.asked.today)).last_with(row.key());
        vec![
            customer_cell(Some(folder), self.asked.machine),
            Cell::text(row.key()),
            row.name.cell(&shown),
            row.title.cell(&shown),
            row.role.cell(&shown),
            row.status.cell(&shown),
            row.ours.cell(&shown),
            row.assessed_on.cell(&shown),
            last.into(),
        ]
    }

    /// 交易记录 up to the day.
    pub(super) fn orders(&mut self) {
        let column = |key: &'static str, zh, en| Column::new(key, words(zh, en));
        let mut out = Table::new(vec![
            column("customer", "客户", "Customer"),
            column("date", "日期", "Date"),
            column("order", "订单号", "Order"),
            column("project", "项目", "Project"),
            column("product", "产品", "Product"),
            column("amount", "金额", "Amount"),
            column("cost", "成本", "Cost"),
        ]);
        for folder in &self.loaded.customers {
            if !self.asked.query.matches_customer(&self.loaded.world, folder, self.asked.today) {
                continue;
            }
            let Some(orders) = &folder.orders else { continue };
            for order in orders.rows.iter().filter(|order| order.date <= self.asked.today) {
                out.rows.push(vec![
                    customer_cell(Some(folder), self.asked.machine),
                    order.date.into(),
                    Cell::text(orders.number(order)),
                    Cell::text(orders.project(order)),
                    Cell::text(orders.product(order)),
                    order.amount.into(),
                    order.cost.into(),
                ]);
            }
        }
        self.table = out;
    }
}
