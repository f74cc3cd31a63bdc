namespace CoreTop.Tests.Docs;

public sealed class ColumnDocsTests
{
    [Fact]
    public void The_page_of_columns_is_what_the_column_table_says() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "columns.md"), ColumnDocs.Markdown());
}
