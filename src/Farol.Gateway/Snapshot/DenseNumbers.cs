namespace Farol.Gateway.Snapshot;

/// <summary>Numbers from 0 for arrays: the lowest free one first, so that arrays stay short.</summary>
internal sealed class DenseNumbers
{
    private readonly PriorityQueue<int, int> _free = new();
    private int _next;

    public int Take() => _free.TryDequeue(out var number, out _) ? number : _next++;

    public void GiveBack(int number) => _free.Enqueue(number, number);
}
