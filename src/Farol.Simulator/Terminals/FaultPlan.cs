namespace Farol.Simulator.Terminals;

/// <summary>Which faults are set now. Set by scenarios, read by the terminals' threads.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<CommandFault> _striking = [];
    private volatile bool _refusesLogins;
    private volatile bool _terminalsBusy;
    private volatile bool _configurationLocked;
    private Scenario? _next;
    private int _left;
    private readonly TimeSpan _usualThinkingTime;
    private TimeSpan _thinkingTime;

    public FaultPlan(TimeSpan usualThinkingTime) => _thinkingTime = _usualThinkingTime = usualThinkingTime;

    public bool RefusesLogins
    {
        get => _refusesLogins;
        set => _refusesLogins = value;
    }

    public bool TerminalsBusy
    {
        get => _terminalsBusy;
        set => _terminalsBusy = value;
    }

    public bool ConfigurationLocked
    {
        get => _configurationLocked;
        set => _configurationLocked = value;
    }

    public TimeSpan ThinkingTime
    {
        get
        {
            lock (_gate)
            {
                return _thinkingTime;
            }
        }

        set
        {
            lock (_gate)
            {
                _thinkingTime = value;
            }
        }
    }

    /// <summary>Lets the fault strike the next commands that fit.</summary>
    public void Plan(Scenario scenario)
    {
        lock (_gate)
        {
            _next = scenario;
            _left = scenario.Count;
        }
    }

    /// <summary>The fault for a command that begins now, or null.</summary>
    public CommandFault? Take(string command)
    {
        lock (_gate)
        {
            if (_next is not { } scenario || (scenario.Command is { } begin && !command.StartsWith(begin, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            if (scenario.Count > 0 && --_left == 0)
            {
                _next = null;
            }

            var fault = new CommandFault(scenario.Kind, Math.Max(0, scenario.AfterBytes));
            _striking.RemoveAll(old => old.IsReleased || old.Kind != ScenarioKind.Hang);
            _striking.Add(fault);
            return fault;
        }
    }

    /// <summary>Back to normal; hanging terminals go on. Wake their connections afterwards.</summary>
    public void Calm()
    {
        lock (_gate)
        {
            _next = null;
            _thinkingTime = _usualThinkingTime;
            _striking.ForEach(fault => fault.Release());
            _striking.Clear();
        }

        RefusesLogins = TerminalsBusy = ConfigurationLocked = false;
    }
}
