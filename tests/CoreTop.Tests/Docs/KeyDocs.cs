using System.Text;
using CoreTop.Tui;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/keys.md, made from the key table.</summary>
internal static class KeyDocs
{
    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder("# Keys\n\nMade from `src/CoreTop/Tui/KeyBook.cs`; a test compares.\n");
        foreach (IGrouping<string, KeyCommand> group in KeyBook.All.GroupBy(command => command.Group))
        {
            page.Append($"\n## {group.Key}\n\n| key | does |\n|---|---|\n");
            foreach (KeyCommand command in group)
            {
                string keys = string.Join(' ', command.KeyNames.Select(key => $"`{key}`"));
                page.Append($"| {keys} | {command.Help.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }
}
