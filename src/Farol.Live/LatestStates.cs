using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>States of one view that were asked for and are made when its next walk begins. Under the view's lock.</summary>
internal sealed class LatestStates(LiveViewKey view, ILogger log)
{
    private readonly Dictionary<TopicState, Func<byte[]>> _asked = [];

    public void Ask(TopicState topic, Func<byte[]> state) => _asked[topic] = state;

    /// <param name="publish">Takes each state that could be made.</param>
    public void Make(Action<TopicState, byte[]> publish)
    {
        foreach (var (topic, state) in _asked)
        {
            try
            {
                publish(topic, state());
            }
            catch (Exception fault)
            {
                // Its maker's mistake; the clients keep what they have, and other topics go on.
                log.LogError(fault, "The state {Topic} of {View} could not be made", topic.Topic.Name, view);
            }
        }

        _asked.Clear();
    }
}
