using System.Collections.Concurrent;
using System.Text;
using Farol.Link.Documents;
using Farol.Link.GatewaySide;
using Farol.Link.Protocol;

namespace Farol.Link.Tests.Sessions;

/// <summary>Stands for the gateway behind its end of the link: what it was told, and what it has to tell.</summary>
internal sealed class RecordingGateway : IControlledGateway, ILinkObserver
{
    private long _used;

    public ConcurrentQueue<LinkDocument> Documents { get; } = new();

    public ConcurrentQueue<string> Told { get; } = new();

    public ConcurrentQueue<TimeSpan> Ends { get; } = new();

    /// <summary>Makes it refuse.</summary>
    public string? Refusal { get; set; }

    public Task<ApplyOutcome> ApplyAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        if (Refusal is { } reason)
        {
            return Task.FromResult(new ApplyOutcome { Reasons = [new Reason { Source = "farol.yaml", Line = 7, Key = "pools", Message = reason }] });
        }

        Documents.Enqueue(document);
        return Task.FromResult(new ApplyOutcome { Notes = ["port 10080 instead of 80"], Listeners = [new ListenerState { Name = "http", Endpoint = "0.0.0.0:10080" }] });
    }

    /// <summary>Whether each frame of counters was to be whole, in order.</summary>
    public ConcurrentQueue<bool> Frames { get; } = new();

    /// <summary>What it answers to whoever wants its figures; null: it does not answer.</summary>
    public string? Metrics { get; set; } = "up 1";

    public Counters ReadCounters(bool isWhole)
    {
        Frames.Enqueue(isWhole);
        return new() { RequestsTotal = Interlocked.Read(ref _used) };
    }

    public ReadOnlyMemory<byte> ReadMetrics()
    {
        SpinWait.SpinUntil(() => Metrics is not null, TimeSpan.FromSeconds(10));
        return Encoding.UTF8.GetBytes(Metrics ?? "");
    }

    public RouteAnswer Explain(RouteQuestion question) => new() { Number = question.Number, Route = "r", Reasons = { $"{question.Method} {question.Host}{question.Path}" } };

    public ConcurrentQueue<RequestsWanted> Wants { get; } = new();

    public void Want(RequestsWanted wanted) => Wants.Enqueue(wanted);

    public void Use(ulong requests) => Interlocked.Add(ref _used, (long)requests);

    public IReadOnlyList<MeteringRow> TakeMetering() =>
        Interlocked.Exchange(ref _used, 0) is > 0 and var used ? [new MeteringRow { Tenant = "t", Route = "r", Requests = (ulong)used }] : [];

    public void End(TimeSpan deadline) => Ends.Enqueue(deadline);

    public void Connected(string address, string programVersion) => Told.Enqueue($"connected {programVersion}");

    public void Lost(LinkException reason) => Told.Enqueue($"lost {reason.Fault} {reason.Message}");

    public void NotKept(string reason) => Told.Enqueue("not kept " + reason);
}
