//! On whom the relations hang: who of ours holds how many of them, and how many alone.

use std::collections::BTreeMap;

use crate::analysis::coverage;
use crate::model::percent::Percent;
use crate::render::table::{Cell, Column, Table};
use crate::report::matrix::Matrices;
use crate::words::words;

use super::super::{Ask, common};

/// One of ours with established relations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder<'a> {
    /// Who.
    pub(super) staff: &'a str,
    customers: usize,
    /// Established relations that he or she has part in.
    relations: usize,
    /// Those that nobody else has.
    pub(super) sole: usize,
    /// Customers of whom nobody else holds any relation (COV-03).
    whole: usize,
}

/// Who holds relations: who holds most alone first, of these who shares least, then by id.
pub(super) fn holders<'a>(matrices: &Matrices<'a>) -> Vec<Holder<'a>> {
    let mut found: BTreeMap<&str, Holder<'a>> = BTreeMap::new();
    for one in &matrices.found {
        // Relations of this customer: all of them, and each person's.
        let (mut held, mut own): (usize, BTreeMap<&str, (usize, usize)>) = (0, BTreeMap::new());
        for row in one.people.iter().map(|person| person.row).filter(|row| coverage::is_established(row)) {
            held += 1;
            for staff in coverage::ours(row) {
                own.entry(staff).or_default().0 += 1;
            }
            if let Some(staff) = coverage::sole_holder(row) {
                own.entry(staff).or_default().1 += 1;
            }
        }
        for (staff, (relations, sole)) in own {
            let holder = found.entry(staff).or_insert(Holder { staff, customers: 0, relations: 0, sole: 0, whole: 0 });
            holder.customers += 1;
            holder.relations += relations;
            holder.sole += sole;
            holder.whole += usize::from(sole == held);
        }
    }
    let mut holders: Vec<Holder<'a>> = found.into_values().collect();
    holders.sort_by_key(|one| (std::cmp::Reverse(one.sole), one.relations, one.staff));
    holders
}

pub(super) fn table(holders: &[Holder<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("staff", words("我方人员", "staff")),
        Column::new("customers", words("客户", "customers")),
        Column::new("relations", words("维系的关系", "relations")),
        Column::new("sole", words("其中独自维系", "of them alone")),
        Column::new("share", words("独自维系比例", "share alone")),
        Column::new("sole_customers", words("全靠一人的客户", "customers held alone")),
    ]);
    for one in holders {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        table.rows.push(vec![
            common::staff_cell(one.staff, ask),
            Cell::count(one.customers),
            Cell::count(one.relations),
            Cell::count(one.sole),
            Percent::ratio(count(one.sole), count(one.relations)).into(),
            Cell::count(one.whole),
        ]);
    }
    table
}
