using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Groups the list by program, and does to the processes of a group what keys of the list do to a process.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class ListGroups(ScreenContext context, ProcessesState list)
{
    /// <summary>Shows the processes of each program as one row, or each process again.</summary>
    public void Toggle()
    {
        ListOptions options = list.Options;
        bool isOn = !options.IsGrouped;
        list.Choose(options with { IsGrouped = isOn, IsTree = !isOn && options.IsTree });
        if (options.IsTree)
        {
            context.Messages.Say("Processes of the same program are one row; the tree is off: t shows it again.", StatusKind.Done);
        }

        // Which program a process runs is in its command line, which is read late for what is out of view.
        context.Services.Pace.RefreshNow();
    }

    /// <summary>Shows the tree, or the list again; groups give way to it.</summary>
    public void ToggleTree()
    {
        ListOptions options = list.Options;
        list.Choose(options with { IsTree = !options.IsTree, IsGrouped = false });
        if (options.IsGrouped)
        {
            context.Messages.Say("The tree of processes; groups by program are off: g shows them again.", StatusKind.Done);
        }
    }

    /// <summary>Tags the processes of the selected group, or takes their tags away when all have one; false when a task is selected.</summary>
    public bool ToggleTags()
    {
        if (list.Selected is not { Group: { } group })
        {
            return false;
        }

        bool areAll = ProcessRows.CountTagged(list.Tags, group) == group.Members.Length;
        IEnumerable<RowKey> keys = group.Members.Select(member => new RowKey(member.Key, IsThread: false));
        list.Tags = areAll ? list.Tags.Except(keys) : list.Tags.Union(keys);
        string words = group.Words(group.Members.Length);
        context.Messages.Say(areAll ? $"{words} are not tagged any more." : $"{words} tagged.", StatusKind.Done);
        return true;
    }
}
