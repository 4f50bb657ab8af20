//! `holidays.toml`: which days are not as their weekday says. Working hours (SVC-02) go by it; without it Monday to Friday are worked.

use chrono::NaiveDate;

use super::choices::HolidayKind;
use super::kind::{List, Table, Text};

record! {
    /// The holidays of the years that the archive is kept.
    pub struct Holidays = "holidays", "节假日", "Holidays" {
        days: List<Table<Holiday>> => optional("日期安排", "Days").block(),
    }
}

record! {
    /// One day that is not as its weekday says.
    pub struct Holiday = "holidays.days", "日期安排", "Day" {
        date: NaiveDate => required("日期", "Date"),
        kind: HolidayKind => required("安排", "Kind"),
        name: Text => optional("名称", "Name"),
    }
}

impl Holidays {
    /// The days that could be read, and whether each is worked.
    pub fn each_day(&self) -> impl Iterator<Item = (NaiveDate, bool)> {
        let rows = self.days.get().into_iter().flat_map(|list| list.iter());
        rows.filter_map(|row| Some((row.date.value()?, row.kind.value()? == HolidayKind::Workday)))
    }
}
