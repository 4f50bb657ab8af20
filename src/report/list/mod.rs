//! `kehu list KIND`: the records of one kind over the customers (or the registers), a row each.

mod own;

use chrono::NaiveDate;

use crate::analysis::revenue::Figures;
use crate::archive::{CustomerFolder, Doc, DocKind, Loaded};
use crate::form::field::AnyField;
use crate::form::kind::Shown;
use crate::form::spec::{FieldSpec, Target};
use crate::form::{KindSpec, Record};
use crate::query::Query;
use crate::query::matching::{Row, Subject};
use crate::render::table::{Cell, Column, Table};
use crate::words::{Words, words};

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The customers.
    Customers,
    /// Their key people.
    People,
    /// Our people.
    Staff,
    /// 接触情况报告.
    ContactReports,
    /// 行动.
    Actions,
    /// 收益计划的项目.
    Projects,
    /// The plans.
    Plans,
    /// 附表5.
    Topics,
    /// 交易记录.
    Orders,
    /// 投诉、查询.
    Complaints,
    /// 满意度调查.
    Surveys,
    /// 客户意见与公司承诺.
    Feedback,
    /// 客户来访接待.
    Receptions,
    /// 档案完善建议.
    Suggestions,
    /// 借阅卡.
    Loans,
    /// 失密、遗失.
    Incidents,
    /// 上报登记.
    Submissions,
}

impl Listed {
    /// What is listed.
    #[must_use]
    pub const fn title(self) -> Words {
        match self {
            Self::Customers => words("客户", "Customers"),
            Self::People => words("客户方关键人物", "Key people"),
            Self::Staff => words("我方人员", "Our people"),
            Self::ContactReports => words("接触情况报告", "Contact reports"),
            Self::Actions => words("行动计划", "Actions"),
            Self::Projects => words("收益计划的项目", "Projects of the revenue plans"),
            Self::Plans => words("客户计划", "Plans"),
            Self::Topics => words("客户关注的问题", "Topics"),
            Self::Orders => words("交易记录", "Orders"),
            Self::Complaints => words("投诉与查询", "Complaints"),
            Self::Surveys => words("满意度调查", "Satisfaction surveys"),
            Self::Feedback => words("客户意见与公司承诺", "Feedback and commitments"),
            Self::Receptions => words("客户来访接待", "Receptions"),
            Self::Suggestions => words("档案完善建议", "Archive suggestions"),
            Self::Loans => words("借阅登记", "Lending register"),
            Self::Incidents => words("失密、遗失登记", "Leaks and losses"),
            Self::Submissions => words("上报登记", "Submissions"),
        }
    }
}

/// How a list is made.
pub struct Asked<'a> {
    /// Which rows.
    pub query: &'a Query,
    /// Facts after it count nowhere.
    pub today: NaiveDate,
    /// Keys and ids (CSV, JSON) instead of labels and names.
    pub machine: bool,
    /// The restricted fields too.
    pub reveal: bool,
}

struct Maker<'a> {
    loaded: &'a Loaded,
    asked: &'a Asked<'a>,
    table: Table,
}

/// The list of this kind. Documents that could not be read are in its `unread`.
#[must_use]
pub fn table(kind: Listed, loaded: &Loaded, asked: &Asked<'_>) -> Table {
    let mut maker = Maker { loaded, asked, table: Table::default() };
    maker.fill(kind);
    if kind == Listed::Projects {
        maker.compute();
    }
    let needed = documents(kind);
    let concerned = |unread: &&crate::archive::Unread| {
        let kind = needed.iter().any(|kind| is_of(&unread.path, *kind));
        let folder = unread.customer.as_ref().and_then(|id| loaded.customers.iter().find(|folder| folder.id == *id));
        let wanted =
            folder.is_none_or(|folder| folder.profile.is_none() || asked.query.matches_customer(&loaded.world, folder, asked.today));
        kind && wanted
    };
    maker.table.unread = loaded.unread.iter().filter(concerned).map(|unread| (unread.path.to_string(), unread.reason.clone())).collect();
    maker.table
}

/// The documents that a list of this kind rests on.
#[must_use]
pub const fn documents(kind: Listed) -> &'static [DocKind] {
    match kind {
        Listed::Customers => &[DocKind::Settings, DocKind::Staff, DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport],
        Listed::People => &[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport],
        Listed::Staff => &[DocKind::Staff],
        Listed::ContactReports => &[DocKind::ContactReport],
        Listed::Actions | Listed::Projects | Listed::Plans => &[DocKind::Plan],
        Listed::Topics => &[DocKind::Insight],
        Listed::Orders => &[DocKind::Orders],
        Listed::Complaints => &[DocKind::Complaint],
        Listed::Surveys => &[DocKind::Survey],
        Listed::Feedback => &[DocKind::Feedback],
        Listed::Receptions => &[DocKind::Reception],
        Listed::Suggestions => &[DocKind::Suggestion],
        Listed::Loans => &[DocKind::Loan],
        Listed::Incidents => &[DocKind::Incident],
        Listed::Submissions => &[DocKind::Submissions],
    }
}

/// Whether a path is a document of this kind.
fn is_of(path: &str, kind: DocKind) -> bool {
    match kind.folder() {
        Some(folder) => path.split('/').rev().nth(1) == Some(folder),
        None => {
            let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or_default();
            let name = match kind {
                DocKind::Settings => "kehu",
                DocKind::Staff => "staff",
                DocKind::Customer => "customer",
                DocKind::KeyPeople => "key-people",
                DocKind::Insight => "insight",
                DocKind::Orders => "orders",
                _ => "",
            };
            stem == name
        }
    }
}

impl Maker<'_> {
    fn fill(&mut self, kind: Listed) {
        use crate::form::{contact, insight, plan, registers as form, staff};
        let registers = &self.loaded.registers;
        match kind {
            Listed::Customers => self.customers(),
            Listed::People => self.people(),
            Listed::Staff => {
                let rows: Vec<_> = self.loaded.world.staff.rows.iter().map(|row| (None, row)).collect();
                self.records::<staff::StaffRow>(&rows, false);
            }
            Listed::Orders => self.orders(),
            Listed::ContactReports => self.docs::<contact::ContactReport>(|folder| &folder.reports),
            Listed::Plans => self.docs::<plan::Plan>(|folder| &folder.plans),
            Listed::Complaints => self.docs::<form::Complaint>(|folder| &folder.complaints),
            Listed::Surveys => self.docs::<form::Survey>(|folder| &folder.surveys),
            Listed::Feedback => self.docs::<form::Feedback>(|folder| &folder.feedback),
            Listed::Receptions => self.docs::<form::Reception>(|folder| &folder.receptions),
            Listed::Actions => self.nested::<plan::Action>(|folder| {
                let plans = folder.plans.iter().filter_map(|doc| doc.record.action_plan.get()).filter_map(|plan| plan.actions.get());
                plans.flat_map(|list| list.iter()).map(|row| &row.0).collect()
            }),
            Listed::Projects => self.nested::<plan::RevenueLine>(|folder| {
                let plans = folder.plans.iter().filter_map(|doc| doc.record.revenue_plan.get()).filter_map(|plan| plan.lines.get());
                plans.flat_map(|list| list.iter()).map(|row| &row.0).collect()
            }),
            Listed::Topics => self.nested::<insight::TopicRow>(|folder| {
                let topics = folder.insight.iter().filter_map(|doc| doc.record.topics.get());
                topics.flat_map(|list| list.iter()).map(|row| &row.0).collect()
            }),
            Listed::Suggestions => self.register(&registers.suggestions),
            Listed::Loans => self.register(&registers.loans),
            Listed::Incidents => self.register(&registers.incidents),
            Listed::Submissions => {
                let docs = registers.submissions.iter().filter_map(|doc| doc.record.submissions.get());
                let rows: Vec<_> = docs.flat_map(|list| list.iter()).map(|row| (None, &row.0)).collect();
                self.records::<form::Submission>(&rows, false);
            }
        }
    }

    fn register<R: Record>(&mut self, docs: &[Doc<R>]) {
        let rows: Vec<_> = docs.iter().map(|doc| (None, &doc.record)).collect();
        self.records::<R>(&rows, false);
    }

    fn docs<R: Record>(&mut self, of: fn(&CustomerFolder) -> &Vec<Doc<R>>) {
        let loaded = self.loaded;
        let rows: Vec<_> =
            loaded.customers.iter().flat_map(|folder| of(folder).iter().map(move |doc| (Some(folder), &doc.record))).collect();
        self.records::<R>(&rows, true);
    }

    fn nested<R: Record>(&mut self, of: fn(&CustomerFolder) -> Vec<&R>) {
        let loaded = self.loaded;
        let rows: Vec<_> = loaded.customers.iter().flat_map(|folder| of(folder).into_iter().map(move |row| (Some(folder), row))).collect();
        self.records::<R>(&rows, true);
    }

    fn shown<'s>(&'s self, name: &'s dyn Fn(Target, &str) -> Option<String>) -> Shown<'s> {
        Shown { lang: self.loaded.world.lang, machine: self.asked.machine, name }
    }

    /// `customer` and the form's keys in order.
    fn records<R: Record>(&mut self, rows: &[(Option<&CustomerFolder>, &R)], with_customer: bool) {
        let mut columns = Vec::new();
        let own = R::SPEC.fields.iter().any(|spec| spec.key == "customer");
        let customer = with_customer && !own;
        if customer {
            columns.push(Column::new("customer", words("客户", "Customer")));
        }
        let fields = R::SPEC.fields.iter().filter(|spec| is_column(spec));
        columns.extend(fields.map(|spec| Column::new(spec.key, words(spec.zh, spec.en))));
        let mut out = Table::new(columns);
        for (folder, record) in rows {
            let row: &dyn Row = *record;
            let subject = Subject { world: &self.loaded.world, folder: *folder, row: Some(row), today: self.asked.today };
            if !self.asked.query.matches(&subject) {
                continue;
            }
            let name = |target: Target, id: &str| match target {
                Target::Person => folder.and_then(|folder| folder.people_names.label_of(id)).map(str::to_owned),
                other => self.loaded.world.name_of(other, id),
            };
            let shown = self.shown(&name);
            let mut cells = Vec::new();
            if customer {
                cells.push(customer_cell(*folder, self.asked.machine));
            }
            record.each(&mut |spec, field| {
                if is_column(spec) {
                    cells.push(if spec.sensitive && !self.asked.reveal { masked(field) } else { field.cell(&shown) });
                }
            });
            out.rows.push(cells);
        }
        self.table = out;
    }

    /// 实际收入 and 利润额 follow from the line: where nobody stated them they are computed.
    fn compute(&mut self) {
        let place = |key: &str| self.table.columns.iter().position(|column| column.key == key);
        let [Some(contract), Some(rate), Some(expected), Some(margin), Some(profit)] =
            ["contract", "win_rate", "expected", "margin", "profit"].map(place)
        else {
            return;
        };
        for row in &mut self.table.rows {
            let percent = |cell: &Cell| if let Cell::Percent(percent) = cell { Some(*percent) } else { None };
            let amount = if let Cell::Money(money) = &row[contract] { Some(*money) } else { None };
            let figures = Figures::compute(amount, percent(&row[rate]), percent(&row[margin]));
            row[expected] = figures.expected.into();
            row[profit] = figures.profit.into();
        }
    }
}

/// The id for machines, the name for people.
fn customer_cell(folder: Option<&CustomerFolder>, machine: bool) -> Cell {
    folder.map_or(Cell::Empty, |folder| Cell::text(if machine { &folder.id } else { folder.called() }))
}

/// What fits into a cell: no nested tables, and not the name that every document may repeat.
fn is_column(spec: &FieldSpec) -> bool {
    !spec.block && spec.key != "unit_name" && !matches!(spec.kind, KindSpec::Raw)
}

fn masked(field: &dyn AnyField) -> Cell {
    if field.blank() { Cell::Empty } else { Cell::text("***") }
}
