using CoreTop.Tui.Changing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Panes.AffinityEditor;
using CoreTop.Tui.Panes.Balance;
using CoreTop.Tui.Panes.Cores;
using CoreTop.Tui.Panes.Details;
using CoreTop.Tui.Panes.Explain;
using CoreTop.Tui.Panes.Help;
using CoreTop.Tui.Panes.Job;
using CoreTop.Tui.Panes.Menu;
using CoreTop.Tui.Panes.Processes;
using CoreTop.Tui.Panes.Setup;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui;

/// <summary>The panes of the screen, which do not know each other: makes them, and opens one for another.</summary>
internal sealed class ScreenPanes : IPaneOpener
{
    private readonly HelpPane _help;

    /// <param name="services">The world around the screen.</param>
    /// <param name="theme">The colours.</param>
    public ScreenPanes(ScreenServices services, Theme theme)
    {
        Context = new ScreenContext(services);
        var changes = new Changes(Context);
        Processes = new ProcessesPane(Context, theme, changes, ProcessesKeys.Table);
        Cores = new CoresPane(Context, theme, changes);
        Menu = new MenuPane(Context, theme);
        Editor = new AffinityEditorPane(Context, theme, changes);
        Balance = new BalancePane(Context, theme, changes);
        Explain = new ExplainPane(Context, theme);
        Job = new JobPane(Context, theme, changes);
        Details = new DetailsPane(Context, theme);
        Setup = new SetupPane(Context, theme);
        _help = new HelpPane(Context, theme, KeyBook.All);
        Context.Connect(Processes.State, this);
        Context.Panes.Push(Processes);
        Screen = new PaneScreen(
            Context, [Explain, Details, Editor, Balance, Setup, Cores, Processes, Job, Menu, _help], changes.Take);
    }

    /// <summary>What the panes share.</summary>
    public ScreenContext Context { get; }

    /// <summary>The screen.</summary>
    public PaneScreen Screen { get; }

    /// <summary>The process list.</summary>
    public ProcessesPane Processes { get; }

    /// <summary>The core panel.</summary>
    public CoresPane Cores { get; }

    /// <summary>The menu over the process list.</summary>
    public MenuPane Menu { get; }

    /// <summary>The affinity editor.</summary>
    public AffinityEditorPane Editor { get; }

    /// <summary>The balance preview.</summary>
    public BalancePane Balance { get; }

    /// <summary>The explanation.</summary>
    public ExplainPane Explain { get; }

    /// <summary>The job view.</summary>
    public JobPane Job { get; }

    /// <summary>The details of a process.</summary>
    public DetailsPane Details { get; }

    /// <summary>The setup screen.</summary>
    public SetupPane Setup { get; }

    /// <inheritdoc/>
    public void Open(PaneName name)
    {
        switch (name)
        {
            case PaneName.Help:
                _help.Open();
                break;
            case PaneName.Cores:
                Context.Push(Cores);
                break;
            case PaneName.Explain:
                Explain.Open();
                break;
            case PaneName.Job:
                Job.Open();
                break;
            case PaneName.Balance:
                Balance.Open();
                break;
            case PaneName.Details:
                Details.Open();
                break;
            case PaneName.Command:
                Details.OpenCommand();
                break;
            case PaneName.Environment:
                Details.Open(DetailsSection.Environment);
                break;
            case PaneName.Files:
                Details.Open(DetailsSection.Files);
                break;
            case PaneName.Setup:
                Setup.Open(SetupSection.Meters);
                break;
            case PaneName.Columns:
                Setup.Open(SetupSection.Columns);
                break;
            case PaneName.AffinityEditor:
                Editor.Open();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "No such pane.");
        }
    }

    /// <inheritdoc/>
    public void Pick(PickMenu menu) => Menu.Open(menu);

    /// <inheritdoc/>
    public void Ask(Prompt prompt)
    {
        if (Context.Panes.Find<PromptPane>() is { } open)
        {
            Context.Panes.Remove(open);
        }

        Context.Push(new PromptPane(Context, prompt));
    }
}
