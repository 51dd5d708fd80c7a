namespace Farol.Simulator.State;

internal enum InterfaceKind
{
    Port,
    Trunk,
    SubInterface,
    LoopBack,
    Null,
    VirtualTemplate,
}
