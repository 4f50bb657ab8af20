//! `insight.toml`: 附表5 客户信息的意义. Source: `000_492afcb71e7a325f.txt` 附表5.

use chrono::NaiveDate;

use super::choices::Topic;
use super::kind::{Between, List, Table, Text};

record! {
    /// What the information about the customer means for us.
    pub struct Insight = "insight", "附表5 客户信息的意义", "Form 5: what the information means" {
        unit_name: Text => optional("单位名称", "Unit name"),
        topics: List<Table<TopicRow>> => required("客户概况", "Topics").rule("F5-01").block(),
    }
}

record! {
    /// One row of 附表5.
    pub struct TopicRow = "insight.topics", "客户概况", "Topic" {
        topic: Topic => required("主题", "Topic"),
        information: Text => required("信息", "Information").rule("F5-03").help("我理解到了客户的哪些情况？", "what did I learn about the customer?"),
        implication: Text => conditional("含义", "Implication").rule("F5-02").help("这些信息对我方意味着什么呢？", "what does it mean for us?"),
        updated_on: NaiveDate => required("更新日期", "Updated on"),
        source_level: Between<1, 4> => optional("信息渠道级别", "Source level").rule("SRC-01"),
        source: Text => optional("信息来源", "Source"),
    }
}
