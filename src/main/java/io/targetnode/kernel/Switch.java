package io.targetnode.kernel;

/** The value of one switch of a {@link Behaviour}. */
public interface Switch extends ApiNamed {

    /** Says in a sentence without a full stop what a kernel with this value does. */
    String describe();
}
