using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Monitor.Events;

/// <summary>Sends messages one after the other, each tried a few times, so that a slow receiver never delays a poll.</summary>
internal sealed class NotificationQueue(IEnumerable<INotifier> notifiers, TimeProvider time, ILogger<NotificationQueue> log) : BackgroundService
{
    /// <summary>More open incidents at once than any network team could read.</summary>
    private const int MaxWaiting = 1_000;

    private const int MaxTries = 4;

    private readonly INotifier[] _notifiers = [.. notifiers];
    private readonly Channel<Message> _messages = Channel.CreateBounded<Message>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _dropped;

    /// <summary>Messages that did not fit the queue.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Send(Incident incident, string routerName)
    {
        if (_notifiers.Length > 0 && !_messages.Writer.TryWrite(new Message(incident, routerName)))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.WhenAll(_notifiers.Select(n => SendAsync(n, message, stoppingToken)));
        }
    }

    private async Task SendAsync(INotifier notifier, Message message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await notifier.SendAsync(message.Incident, message.RouterName, cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                log.LogWarning("The {Notifier} message of incident {Incident} failed (try {Attempt} of {MaxTries}): {Error}",
                    notifier.Name, message.Incident.Id, attempt, MaxTries, failure.Message);
                if (attempt == MaxTries)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt)), time, cancellationToken);
            }
        }
    }

    private sealed record Message(Incident Incident, string RouterName);
}
