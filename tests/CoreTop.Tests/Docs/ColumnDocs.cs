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
            . `--columns`, `--sort` and filters take any column by its heading, where `%` and `+` may be left out, or
            by its name in JSON or in top (`%CPU`, `P`, `nTH`), in any case. A heading goes before a name in JSON: `cpu` is CPU% and `lastCpu` the CPU it last ran on, `command` is
            COMMAND and `comm` the task's own name; in filters short names go before both ([filter.md](filter.md)). With `--columns`, documents
            have these fields of each process, under their names in JSON ([json.md](json.md)).

            Files are those of `/proc/[pid]`. What a column needs beyond `stat`, `schedstat` and what is read of every process now and then
            is read only while the column is shown, of the rows in view, or of all processes while the list is sorted or filtered by it.
            `-` means that the kernel does not report it, or refuses to.

            """);
        foreach (IGrouping<ColumnCategory, ProcessColumn> group in ProcessColumns.All.GroupBy(column => column.Category).OrderBy(group => group.Key))
        {
            page.Append($"\n## {group.Key}\n\n| column | in JSON | shows | unit | in JSON it is | from | is read |\n|---|---|---|---|---|---|---|\n");
            foreach (ProcessColumn column in group)
            {
                page.Append($"| `{column.Heading}` | `{column.JsonName}` | {Cell(column.Help)} | {Cell(column.Unit)} | {FieldKinds.InDocuments(column)} | {Cell(column.Source)} | {Reading(column.Needs)} |\n");
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
