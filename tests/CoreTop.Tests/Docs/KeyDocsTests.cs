namespace CoreTop.Tests.Docs;

public sealed class KeyDocsTests
{
    [Fact]
    public void The_page_of_keys_is_what_the_key_table_says() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "keys.md"), KeyDocs.Markdown());
}
