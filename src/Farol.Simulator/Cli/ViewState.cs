using Farol.Simulator.State;

namespace Farol.Simulator.Cli;

/// <summary>The view a session is in, and what it has changed but not committed.</summary>
internal sealed class ViewState
{
    private readonly List<CandidateChange> _candidate = [];

    public CliViews View { get; private set; } = CliViews.User;

    /// <summary>The interface of the interface view.</summary>
    public SimulatedInterface? Interface { get; private set; }

    public bool IsDirty => _candidate.Count > 0;

    public string Prompt(string sysname)
    {
        var mark = IsDirty ? '*' : '~';
        return View switch
        {
            CliViews.User => $"<{sysname}>",
            CliViews.System => $"[{mark}{sysname}]",
            CliViews.Aaa => $"[{mark}{sysname}-aaa]",
            _ => $"[{mark}{sysname}-{Interface!.Name}]",
        };
    }

    public void Enter(CliViews view, SimulatedInterface? target = null)
    {
        View = view;
        Interface = target;
    }

    public void Change(CandidateChange change) => _candidate.Add(change);

    public void Discard() => _candidate.Clear();

    public void Commit(RouterState state)
    {
        foreach (var change in _candidate)
        {
            change.Apply(state);
        }

        _candidate.Clear();
    }
}
