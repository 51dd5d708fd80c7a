namespace Farol.Supervision;

/// <summary>The web host of a supervised process listens to no signal itself.</summary>
internal sealed class SupervisedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
