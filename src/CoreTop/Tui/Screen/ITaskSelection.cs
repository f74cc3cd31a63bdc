using System.Collections.Immutable;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;

namespace CoreTop.Tui.Screen;

/// <summary>The process list as other panes see it: what it shows, and which tasks are meant.</summary>
internal interface ITaskSelection
{
    /// <summary>What the list shows.</summary>
    ListOptions Options { get; }

    /// <summary>The rows, in order.</summary>
    List<ProcessRow> Rows { get; }

    /// <summary>Tagged rows, of tasks that still live.</summary>
    ImmutableHashSet<RowKey> Tags { get; }

    /// <summary>The row under the cursor; null while the list is empty.</summary>
    ProcessRow? Selected { get; }

    /// <summary>Shows what the options say.</summary>
    void Choose(ListOptions options);
}
