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

    /// <summary>The task that is meant: in a pane over the list that has a cursor for tasks the one there, else the one under the list's; null for none, also where what a pane shows has ended.</summary>
    ProcessRow? Selected { get; }

    /// <summary>The row under the list's own cursor; null while the list is empty.</summary>
    ProcessRow? ListSelected { get; }

    /// <summary>The user put the list's cursor where it is.</summary>
    bool IsPlaced { get; }

    /// <summary>Shows what the options say.</summary>
    void Choose(ListOptions options);
}
