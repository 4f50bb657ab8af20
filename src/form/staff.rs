//! `staff.toml`: our people. Source: roles of `000_492afcb71e7a325f.txt` 第四–五条 and of the other seeds.

use chrono::NaiveDate;

use super::choices::StaffRole;
use super::kind::{List, OneOrMany, Phone, Points, StaffRef, Table, Text};

record! {
    /// The staff register.
    pub struct StaffRegister = "staff", "人员名册", "Staff register" {
        staff: List<Table<StaffRow>> => optional("人员", "Staff").block(),
    }
}

record! {
    /// One of our people.
    pub struct StaffRow = "staff.staff", "人员", "Staff member" {
        id: Text => required("编号", "Id"),
        name: Text => required("姓名", "Name"),
        title: Text => required("职务", "Title"),
        role: StaffRole => required("岗位", "Role"),
        roles: OneOrMany<StaffRole> => optional("兼任岗位", "Further roles"),
        superior: StaffRef => optional("直接上级", "Superior"),
        region: Text => optional("大区", "Region"),
        email: Text => optional("电子邮箱", "E-mail"),
        account: Text => optional("账号", "Forge account"),
        phone: Phone => optional("电话", "Phone"),
        active_from: NaiveDate => optional("到岗日期", "Active from"),
        active_to: NaiveDate => optional("离岗日期", "Active to"),
        training: List<Table<Training>> => optional("培训记录", "Training"),
        appraisals: List<Table<Appraisal>> => optional("考核记录", "Appraisals"),
    }
}

record! {
    /// 培训记录 (第五条 5).
    pub struct Training = "staff.staff.training", "培训记录", "Training" {
        date: NaiveDate => required("日期", "Date"),
        subject: Text => required("内容", "Subject"),
        hours: Points<0, 10_000> => optional("学时", "Hours"),
    }
}

record! {
    /// 考核记录 (第五条 6).
    pub struct Appraisal = "staff.staff.appraisals", "考核记录", "Appraisal" {
        period: Text => required("期间", "Period"),
        by: StaffRef => required("考核人", "By"),
        date: NaiveDate => required("日期", "Date"),
        result: Text => required("结果", "Result"),
    }
}
