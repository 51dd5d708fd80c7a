namespace Farol.Supervision;

/// <summary>What children may ask of the supervisor.</summary>
internal interface ISupervisorWork
{
    IReadOnlyList<ChildState> States { get; }

    /// <summary>The child that runs as that process, or <c>null</c>: no child of ours.</summary>
    SupervisedChild? ChildOf(int process);

    /// <summary>Starts a further child (name, seconds that a stop may take, arguments), or changes those seconds of one that exists.</summary>
    void Start(Packet packet);
}
