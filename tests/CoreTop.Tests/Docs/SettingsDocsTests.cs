namespace CoreTop.Tests.Docs;

public sealed class SettingsDocsTests
{
    [Fact]
    public void The_page_of_settings_is_what_the_tables_say() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "settings.md"), SettingsDocs.Markdown());
}
