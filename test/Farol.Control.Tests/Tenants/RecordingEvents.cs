using System.Collections.Concurrent;
using Farol.Access.SecurityEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Tests.Tenants;

/// <summary>Keeps what is reported, for a test to look at.</summary>
internal sealed class RecordingEvents : ISecurityEvents
{
    public ConcurrentQueue<SecurityEvent> All { get; } = [];

    public void Report(SecurityEvent happened) => All.Enqueue(happened);

    public void Register(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ISecurityEvents>(this));
}
