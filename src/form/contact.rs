//! `contact-reports/…`: 接触情况报告. Source: `000_492afcb71e7a325f.txt` 附表6 备注; callbacks: `003_1e073dfe55fe091b.txt` 第十一条.

use chrono::NaiveDate;

use super::choices::{ContactKind, ContactPurpose, Direction};
use super::kind::{Between, OneOrMany, PersonRef, StaffRef, Table, Text};

record! {
    /// One contact: it counts for all its `ours` and all its `people`, on its `date`.
    pub struct ContactReport = "contact-report", "接触情况报告", "Contact report" {
        unit_name: Text => optional("单位名称", "Unit name"),
        id: Text => optional("编号", "Id"),
        date: NaiveDate => required("日期", "Date").rule("F6-12"),
        kind: ContactKind => required("接触方式", "Kind").rule("F6-12"),
        purpose: ContactPurpose => optional("接触目的", "Purpose"),
        direction: Direction => optional("联系方向", "Direction"),
        ours: OneOrMany<StaffRef> => required("我方人员", "Our people").rule("F6-12"),
        people: OneOrMany<PersonRef> => required("客户方联系人", "Their people").rule("F6-12"),
        summary: Text => required("情况摘要", "Summary"),
        customer_opinion: Text => optional("客户意见", "Customer's opinion"),
        commitment: Text => optional("承诺事项", "Commitment"),
        follow_up: Text => optional("后续事项", "Follow-up"),
        next_date: NaiveDate => optional("下次联系日期", "Next date"),
        project: Text => optional("相关项目", "Project"),
        reported_on: NaiveDate => required("报告日期", "Reported on"),
        reported_by: StaffRef => optional("报告人", "Reported by"),
        reported_to: OneOrMany<StaffRef> => required("呈报对象", "Reported to").rule("F6-11"),
        source_level: Between<1, 4> => optional("信息渠道级别", "Source level").rule("SRC-01"),
        approved_by: StaffRef => optional("批准人", "Approved by"),
        callback: Table<CallbackContent> => optional("回访内容", "Callback content").block(),
    }
}

record! {
    /// 回访内容.
    pub struct CallbackContent = "contact-report.callback", "回访内容", "Callback content" {
        opinions: Text => optional("意见", "Opinions"),
        progress: Text => optional("服务进度", "Progress of services"),
        publicity: Text => optional("宣传", "Publicity"),
        needs: Text => optional("潜在需求", "Latent needs"),
    }
}
