//! `people/<person>.toml`: 附表2 关键人物的个人情况资料, restricted. Source: `000_492afcb71e7a325f.txt` 附表2.

use chrono::NaiveDate;

use super::choices::{Education, Gender};
use super::kind::{Between, Birth, OneOrMany, Phone, Text, TextOrList};

record! {
    /// One sheet. Everything but name and title is optional (definitions F2-04).
    pub struct Person = "person", "附表2 关键人物的个人情况资料", "Form 2: personal sheet" {
        unit_name: Text => optional("单位名称", "Unit name"),
        name: Text => derived("姓名", "Name").rule("F2-02"),
        title: Text => derived("职务", "Title").rule("F2-02"),
        hobbies: OneOrMany<Text> => optional("业余爱好", "Hobbies").sensitive(),
        birthplace: Text => optional("出生地点", "Birthplace").sensitive(),
        birth_date: Birth => optional("出生日期", "Birth date").rule("F2-03").sensitive(),
        journals: OneOrMany<Text> => optional("专业期刊", "Journals"),
        native_place: Text => optional("籍贯", "Native place").sensitive(),
        education: Education => optional("学历", "Education").sensitive(),
        family: Text => optional("家庭状况", "Family").sensitive(),
        school: Text => optional("毕业学校", "School").sensitive(),
        associations: OneOrMany<Text> => optional("参与何专业协会", "Associations"),
        other: Text => optional("其它", "Other").sensitive().also(&["其他"]),
        career: TextOrList<CareerStep> => optional("工作经历", "Career").sensitive().block(),
        gender: Gender => optional("性别", "Gender").sensitive(),
        email: Text => optional("电子邮箱", "E-mail").sensitive(),
        wechat: Text => optional("微信", "WeChat").sensitive(),
        address: Text => optional("住址", "Address").sensitive(),
        mobile: Phone => optional("手机", "Mobile").sensitive(),
        office: Phone => optional("办公室电话", "Office phone").sensitive(),
        home: Phone => optional("家庭电话", "Home phone").sensitive(),
        source_level: Between<1, 4> => required("信息渠道级别", "Source level").rule("SRC-01"),
        recorded_on: NaiveDate => required("记录日期", "Recorded on"),
        lawful_basis: Text => optional("合法依据", "Lawful basis"),
    }
}

record! {
    /// 工作经历.
    pub struct CareerStep = "person.career", "工作经历", "Career step" {
        from: Text => required("起", "From"),
        to: Text => optional("止", "To"),
        organisation: Text => required("单位", "Organisation"),
        position: Text => optional("职位", "Position"),
    }
}
