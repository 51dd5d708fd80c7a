namespace Farol.Monitor.Events;

/// <summary>A way to tell people of an incident.</summary>
public interface INotifier
{
    /// <summary>"webhook" or "telegram".</summary>
    string Name { get; }

    /// <summary>Sends one message. Throws when it did not arrive; the caller tries again.</summary>
    Task SendAsync(Incident incident, string routerName, CancellationToken cancellationToken);
}
