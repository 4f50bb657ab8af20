//! `kehu.toml`: settings, regulation, parameters, rules, regions, own fields.

use chrono::NaiveDate;

use super::choices::{AmountUnit, FileFormat, KeyLanguage, Language};
use super::kind::list::Raw;
use super::kind::number::Rate;
use super::kind::{Between, List, OneOrMany, Table, Text};

record! {
    /// The settings of an archive.
    pub struct Settings = "kehu", "设置", "Settings" {
        format: Between<1, 1000> => required("格式版本", "Format version"),
        company: Table<Company> => required("公司", "Company").block(),
        regulation: Table<Regulation> => optional("制度", "Regulation").block(),
        params: Raw => optional("参数", "Parameters").block(),
        rules: Raw => optional("规则", "Rules").block(),
        ignore: List<Table<Ignore>> => optional("例外", "Accepted findings").block(),
        regions: List<Table<Region>> => optional("大区", "Regions").block(),
        units: List<Table<ReportingUnit>> => optional("上报单位", "Reporting units").block(),
        stages: List<Table<Stage>> => optional("商机阶段", "Stages").block(),
        categories: List<Table<Category>> => optional("客户类别", "Categories").block(),
        fields: Raw => optional("自定义项", "Own fields").block(),
        access: Table<Access> => optional("访问控制", "Access").block(),
    }
}

record! {
    /// `[company]`
    pub struct Company = "kehu.company", "公司", "Company" {
        name: Text => required("公司名称", "Company name"),
        short_name: Text => required("公司简称", "Short name"),
        amount_unit: AmountUnit => required("金额单位", "Amount unit"),
        currency: Text => optional("币种", "Currency"),
        language: Language => optional("语言", "Language"),
        keys: KeyLanguage => optional("键语言", "Key language"),
        files: FileFormat => optional("文件格式", "File format"),
        timezone: Text => optional("时区", "Time zone"),
        fiscal_year_start: Text => optional("财年起始", "Fiscal year start"),
        confidentiality_mark: Text => optional("密级标识", "Confidentiality mark"),
    }
}

record! {
    /// `[regulation]` (第六条, 第八条, 第二十条)
    pub struct Regulation = "kehu.regulation", "制度", "Regulation" {
        title: Text => optional("制度名称", "Title"),
        presets: OneOrMany<Text> => optional("预设", "Presets"),
        effective_from: NaiveDate => optional("施行日期", "Effective from"),
        last_reviewed_on: NaiveDate => optional("最近审核日期", "Last reviewed on"),
        versions: List<Table<Version>> => optional("版本记录", "Versions").block(),
    }
}

record! {
    /// 版本记录
    pub struct Version = "kehu.regulation.versions", "版本记录", "Version" {
        date: NaiveDate => required("日期", "Date"),
        version: Text => required("版本", "Version"),
        approved_by: Text => required("批准人", "Approved by"),
        changes: Text => optional("更改内容", "Changes"),
    }
}

record! {
    /// `[[ignore]]`: an accepted finding.
    pub struct Ignore = "kehu.ignore", "例外", "Accepted finding" {
        rule: Text => required("规则", "Rule"),
        customer: Text => optional("客户", "Customer"),
        path: Text => optional("路径", "Path"),
        reason: Text => required("理由", "Reason"),
        until: NaiveDate => optional("有效期至", "Until"),
    }
}

record! {
    /// `[[regions]]` (第十七条)
    pub struct Region = "kehu.regions", "大区", "Region" {
        id: Text => required("编号", "Id"),
        name: Text => required("名称", "Name"),
        manager: Text => optional("大区经理", "Manager"),
    }
}

record! {
    /// `[[units]]`
    pub struct ReportingUnit = "kehu.units", "上报单位", "Reporting unit" {
        id: Text => required("编号", "Id"),
        name: Text => required("名称", "Name"),
    }
}

record! {
    /// `[[stages]]`
    pub struct Stage = "kehu.stages", "商机阶段", "Stage" {
        id: Text => required("编号", "Id"),
        name: Text => required("名称", "Name"),
        order: Between<0, 1000> => optional("次序", "Order"),
        win_min: Rate<0, 100> => optional("获取率下限", "Least win rate"),
        win_max: Rate<0, 100> => optional("获取率上限", "Greatest win rate"),
    }
}

record! {
    /// `[[categories]]`
    pub struct Category = "kehu.categories", "客户类别", "Category" {
        id: Text => required("编号", "Id"),
        name: Text => required("名称", "Name"),
    }
}

record! {
    /// `[access]`
    pub struct Access = "kehu.access", "访问控制", "Access" {
        recipients_file: Text => optional("收件人文件", "Recipients file"),
        encrypt: OneOrMany<Text> => optional("加密范围", "Encrypt"),
    }
}
