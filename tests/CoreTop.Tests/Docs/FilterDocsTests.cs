namespace CoreTop.Tests.Docs;

public sealed class FilterDocsTests
{
    [Fact]
    public void The_page_of_filters_is_what_the_table_of_fields_says() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "filter.md"), FilterPage.Markdown());
}
