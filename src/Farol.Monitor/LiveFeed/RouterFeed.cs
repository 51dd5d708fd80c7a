using System.Collections.Concurrent;
using System.Text.Json;
using Farol.Live;
using Farol.Monitor.Answers;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;
using Farol.Telemetry.Times;

namespace Farol.Monitor.LiveFeed;

/// <summary>
/// Publishes a router's figures on its two views. The first frame of a family is whole; later ones of families with an update frame
/// carry what changed, and always the moment, so that a page can tell "unchanged" from "not heard of".
/// </summary>
internal sealed class RouterFeed(LiveHub hub, RouterDefinition router) : IDisposable
{
    public const string MonitorChannel = "monitor";
    public const string RouterChannel = "router";

    private readonly ConcurrentDictionary<string, JsonDocument> _last = new(StringComparer.Ordinal);

    public LiveView MonitorView { get; } = hub.OpenView(new LiveViewKey(MonitorChannel, router.TenantId, router.Id), RouterTopics.Monitor);

    public LiveView RouterView { get; } = hub.OpenView(new LiveViewKey(RouterChannel, router.TenantId, router.Id), RouterTopics.Router);

    /// <summary>One family at a time; families may publish at once.</summary>
    public void Publish(FamilyUpdate update)
    {
        var whole = Body(update.Plan.Name, update, update.Json.AsSpan(1, update.Json.Length - 2));
        var now = JsonDocument.Parse(update.Json);
        var hadOne = _last.TryGetValue(update.Plan.Name, out var before);
        _last[update.Plan.Name] = now;
        if (update.Plan.UpdateName is not { } updateName || !hadOne)
        {
            MonitorView.PublishJson(update.Plan.Name, whole);
            RouterView.PublishJson(update.Plan.Name, whole);
            return;
        }

        var change = new RawJson(Body(updateName, update, PayloadDifference.Of(before!.RootElement, now.RootElement)));
        var state = new RawJson(whole);
        MonitorView.PublishChange(updateName, change, update.Plan.Name, state);
        RouterView.PublishChange(updateName, change, update.Plan.Name, state);
        before.Dispose();
    }

    public void PublishStatus(object status) => MonitorView.Publish("system_status", status);

    public void PublishAlert(object alert) => MonitorView.Publish("alert", alert);

    public void Dispose()
    {
        hub.CloseView(MonitorView.Key, "the router was changed or removed");
        hub.CloseView(RouterView.Key, "the router was changed or removed");
    }

    private byte[] Body(string type, FamilyUpdate update, ReadOnlySpan<byte> fields)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(fields.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteString("router"u8, router.Id);
            writer.WriteBoolean("simulated"u8, router.IsSimulated);
            writer.WriteString("taken_at"u8, update.TakenAt.UtcDateTime.ToString(UtcTimeConverter.Format, System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteNumber("interval_seconds"u8, update.Plan.Interval.TotalSeconds);
            writer.WriteEndObject();
        }

        var head = buffer.WrittenSpan;
        return fields.IsEmpty ? head.ToArray() : [.. head[..^1], (byte)',', .. fields, (byte)'}'];
    }
}
