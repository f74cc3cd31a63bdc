using System.Text;
using CoreTop.Listing.Fields;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/columns.md, made from the column table.</summary>
internal static class ColumnDocs
{
    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Columns

            Made from `src/CoreTop.Listing/Fields/ProcessColumns.cs` and the tables beside it; a test compares.

            Shown by default: 
            """);
        page.AppendJoin(", ", ProcessColumns.Default.Select(column => $"`{column.Heading}`"));
        page.Append(
            """
            . `--sort` takes any column by its heading, in any case. Files are those of `/proc/[pid]`. What a column needs
            beyond `stat`, `schedstat` and what is read of every process now and then is read only while the column is shown, of the
            rows in view, or of all processes while the list is sorted by it. `-` means that the kernel does not tell, or refuses.

            """);
        foreach (IGrouping<ColumnCategory, ProcessColumn> group in ProcessColumns.All.GroupBy(column => column.Category).OrderBy(group => group.Key))
        {
            page.Append($"\n## {group.Key}\n\n| column | shows | unit | from | is read |\n|---|---|---|---|---|\n");
            foreach (ProcessColumn column in group)
            {
                page.Append($"| `{column.Heading}` | {Cell(column.Help)} | {Cell(column.Unit)} | {Cell(column.Source)} | {Reading(column.Needs)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Reading(ExtraFiles needs) => needs switch
    {
        ExtraFiles.None => "always",
        ExtraFiles.MemoryMap => "while shown, every 10 s: walks the page tables, milliseconds for a large process",
        _ => "while shown",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
